package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.chat.PushService.Push;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a browser is pushed about a message.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PushView(
    String conversationId,
    String messageId,
    long seq,
    String from,
    @Nullable String name,
    @Nullable String text,
    long unread) {
  /// As it is encrypted: names and a short text always fit.
  public static byte[] of(Push push) {
    var view =
        new PushView(
            push.conversationId(),
            push.messageId(),
            push.seq(),
            push.from(),
            push.name(),
            push.text(),
            push.unread());
    return Json.text(view).getBytes(StandardCharsets.UTF_8);
  }
}
