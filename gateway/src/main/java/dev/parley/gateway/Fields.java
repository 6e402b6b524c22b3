package dev.parley.gateway;

import dev.parley.chat.Checks;
import dev.parley.chat.Ids;
import dev.parley.chat.Refusal;
import dev.parley.chat.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a JSON object strictly and notes every wrong one. Nothing is coerced: a
/// number in quotes is no number, and 1.0 is no integer. Null counts as absent, and fields that
/// nobody asks for are passed over.
///
/// What is read counts only once [#refuseIfAny] has returned: a required field that is wrong reads
/// as a placeholder until then.
public final class Fields {
  private final Map<?, ? extends @Nullable Object> values;
  private final Checks wrong = new Checks();

  public Fields(Map<?, ? extends @Nullable Object> object) {
    this.values = object;
  }

  /// The payload of a socket event; refuses what is no object.
  static Fields ofPayload(@Nullable Object payload) {
    if (payload instanceof Map<?, ?> object) {
      return new Fields(object);
    }
    throw new Refused(Refusal.INVALID_PAYLOAD, "The payload must be an object");
  }

  /// A well-formed id outside of a body, such as one of a path.
  public static String requireId(String field, String value) {
    new Checks().id(field, value).refuseIfAny();
    return value;
  }

  /// Refuses with everything found wrong so far.
  public void refuseIfAny() {
    wrong.refuseIfAny();
  }

  /// As [#refuseIfAny], together with what the use case itself would refuse only later.
  void refuseIfAny(Consumer<Checks> useCase) {
    if (wrong.foundAny()) {
      useCase.accept(wrong);
    }
    wrong.refuseIfAny();
  }

  /// Notes what a use case would refuse. Of a field the first complaint counts.
  void check(Consumer<Checks> useCase) {
    useCase.accept(wrong);
  }

  /// Notes a field as wrong for a reason of the caller's.
  public void refuse(String field, String message) {
    wrong.add(field, message);
  }

  public @Nullable String text(String field) {
    var value = values.get(field);
    if (value instanceof String text && isWellFormed(text)) {
      return text;
    }
    if (value != null) {
      wrong.add(field, "must be a string of well-formed Unicode");
    }
    return null;
  }

  /// A string of an inner object; null for anything else.
  @Nullable String inner(String object, String field) {
    return values.get(object) instanceof Map<?, ?> inner && inner.get(field) instanceof String text
        ? text
        : null;
  }

  /// As [#text], for a field that must be there; it may be empty.
  public String requiredText(String field) {
    var text = text(field);
    if (values.get(field) == null) {
      wrong.add(field, "must be given");
    }
    return text == null ? "" : text;
  }

  public @Nullable Boolean flag(String field) {
    var value = values.get(field);
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value != null) {
      wrong.add(field, "must be true or false");
    }
    return null;
  }

  /// As [#flag], for a field that must be there.
  public boolean requiredFlag(String field) {
    var flag = flag(field);
    if (values.get(field) == null) {
      wrong.add(field, "must be given");
    }
    return flag != null && flag;
  }

  public @Nullable Long integer(String field) {
    var value = values.get(field);
    var number = asInteger(value);
    if (value != null && number == null) {
      wrong.add(field, "must be an integer");
    }
    return number;
  }

  /// As [#integer], for a field that must be there.
  public long requiredInteger(String field) {
    var number = integer(field);
    if (values.get(field) == null) {
      wrong.add(field, "must be given");
    }
    return number == null ? 0 : number;
  }

  private static @Nullable Long asInteger(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> number.longValue();
      case null, default -> null;
    };
  }

  /// An integer of a range.
  public long integer(String field, long orElse, long min, long max) {
    var number = integer(field);
    if (number != null && (number < min || number > max)) {
      wrong.add(field, "must be between " + min + " and " + max);
    }
    return number == null ? orElse : number;
  }

  public @Nullable String optionalId(String field) {
    return values.get(field) == null ? null : id(field);
  }

  public String id(String field) {
    if (values.get(field) instanceof String id && Ids.isId(id)) {
      return id;
    }
    wrong.id(field, null);
    return "";
  }

  /// The id of a conversation, under the name that sockets use or the one that REST uses.
  public String conversationId() {
    return id(values.get("conversation_id") == null ? "conversationId" : "conversation_id");
  }

  public List<String> ids(String field) {
    var ids = new ArrayList<String>();
    if (values.get(field) instanceof List<?> list) {
      for (var item : list) {
        if (item instanceof String id && Ids.isId(id)) {
          ids.add(id);
        }
      }
      if (ids.size() == list.size()) {
        return ids;
      }
    }
    wrong.add(field, "must be a list of ids of 24 hexadecimal characters");
    return List.of();
  }

  /// An object of ids to integers that are not negative; empty when absent.
  public Map<String, Long> revisions(String field) {
    var revisions = new LinkedHashMap<String, Long>();
    if (values.get(field) instanceof Map<?, ?> object) {
      for (var entry : object.entrySet()) {
        var rev = asInteger(entry.getValue());
        if (entry.getKey() instanceof String id && Ids.isId(id) && rev != null && rev >= 0) {
          revisions.put(id, rev);
        } else {
          wrong.add(field + "." + entry.getKey(), "must be an id with a revision");
        }
      }
    } else if (values.get(field) != null) {
      wrong.add(field, "must be an object of ids to revisions");
    }
    return revisions;
  }

  /// Lone surrogates can't be stored as UTF-8 and would come back as something else.
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
