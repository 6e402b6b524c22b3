package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of one's conversations, each kind newest activity first.
///
/// @param nextCursor where the next page begins, left out on the last one
public record ConversationList(
    List<ConversationView> direct,
    List<ConversationView> group,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {}
