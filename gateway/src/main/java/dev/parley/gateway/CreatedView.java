package dev.parley.gateway;

import org.jspecify.annotations.Nullable;

/// A conversation just created or found: `{id,name,type,ownerId}`.
///
/// @param name a direct conversation has the other user's
public record CreatedView(String id, @Nullable String name, String type, @Nullable String ownerId) {
  /// Makes it of a list entry.
  ///
  /// @param view the conversation as its creator's list shows it
  public static CreatedView of(ConversationView view) {
    return new CreatedView(view.id(), view.name(), view.type(), view.ownerId());
  }
}
