package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page of what changed; see [dev.parley.chat.Sync.Answer].
public record SyncView(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ConversationView> conversations,
    List<MessageView> changes,
    Map<String, Long> cursors,
    List<String> gone,
    List<String> reset,
    boolean more) {}
