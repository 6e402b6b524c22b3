package dev.parley.socketio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of an event or acknowledgement as parsed, with the places that wait for an
/// attachment. Those places hold null until [#fill].
record Arguments(List<@Nullable Object> values, List<Slot> slots) {

  /// One place that the attachment `num` belongs to: in a list by index, in an object by key.
  sealed interface Slot {
    int num();

    record InList(List<@Nullable Object> list, int index, int num) implements Slot {}

    record InObject(Map<String, @Nullable Object> object, String key, int num) implements Slot {}
  }

  void fill(List<byte[]> attachments) {
    for (Slot slot : slots) {
      byte[] attachment = attachments.get(slot.num());
      switch (slot) {
        case Slot.InList(var list, int index, _) -> list.set(index, attachment);
        case Slot.InObject(var object, String key, _) -> object.put(key, attachment);
      }
    }
  }
}
