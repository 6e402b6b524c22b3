package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.chat.ChatEvent;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Events of the chat as one node tells them to another: a record's components as JSON. What this
/// version does not know in it is passed over.
final class EventText {
  private static final Map<String, Class<? extends ChatEvent>> KNOWN =
      Stream.of(
              ChatEvent.ConversationCreated.class,
              ChatEvent.SettingsChanged.class,
              ChatEvent.SessionEnded.class,
              ChatEvent.RelationChanged.class,
              ChatEvent.Invited.class,
              ChatEvent.UserKicked.class,
              ChatEvent.UserChanged.class,
              ChatEvent.Broadcast.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(visible ->
              visible
                  .withFieldVisibility(Visibility.ANY)
                  .withGetterVisibility(Visibility.NONE)
                  .withIsGetterVisibility(Visibility.NONE))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private EventText() {}

  static Envelope.Told write(ChatEvent event) {
    return new Envelope.Told(event.getClass().getSimpleName(), MAPPER.writeValueAsString(event));
  }

  /// Null for an event that this version does not know.
  static @Nullable ChatEvent read(Envelope.Told told) {
    var type = KNOWN.get(told.name());
    try {
      return type == null ? null : MAPPER.readValue(told.json(), type);
    } catch (JacksonException e) {
      return null;
    }
  }
}
