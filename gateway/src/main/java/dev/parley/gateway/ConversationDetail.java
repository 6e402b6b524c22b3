package dev.parley.gateway;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/// A conversation as in the list, with its members by standing.
public record ConversationDetail(
    @JsonUnwrapped ConversationView conversation, List<UserView> members) {}
