package dev.parley.chat;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Which users are connected to which nodes, and what they view there: the truth of a cluster about
/// presence. What a node says of its own users counts while it lives.
public interface Whereabouts {
  /// Of a server that is alone: what happens here is all that happens.
  Whereabouts ALONE =
      new Whereabouts() {
        @Override
        public boolean arrived(String userId) {
          return true;
        }

        @Override
        public boolean left(String userId) {
          return true;
        }

        @Override
        public void alive(String userId) {}

        @Override
        public boolean began(String userId, String conversationId) {
          return true;
        }

        @Override
        public boolean stopped(String userId, String conversationId) {
          return true;
        }

        @Override
        public Set<String> online(Collection<String> userIds) {
          return Set.of();
        }

        @Override
        public Set<String> online() {
          return Set.of();
        }

        @Override
        public Set<String> viewers(String conversationId) {
          return Set.of();
        }

        @Override
        public Map<String, Set<String>> viewed(Collection<String> userIds) {
          return Map.of();
        }
      };

  /// This node has sockets of the user. True if no live node had any.
  boolean arrived(String userId);

  /// This node has none any more. True if no live node has any.
  boolean left(String userId);

  /// One of the user's sockets here has just said so. Returns at once.
  void alive(String userId);

  /// Sockets of the user view the conversation here. True if none did on any live node.
  boolean began(String userId, String conversationId);

  /// None does any more. True if none does on any live node.
  boolean stopped(String userId, String conversationId);

  /// Who of these is connected to any live node, as far as it can be known.
  Set<String> online(Collection<String> userIds);

  /// Everybody who is.
  Set<String> online();

  /// Who views a conversation on any live node.
  Set<String> viewers(String conversationId);

  /// The conversations these users view on any live node, each with those who do.
  Map<String, Set<String>> viewed(Collection<String> userIds);
}
