package dev.parley.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Consents to groups, at most one a group and user. A new one is told as [ChatEvent.Invited].
public interface GroupInvitationStore {
  /// Nothing happens when the user is invited already.
  void add(GroupInvitation invitation);

  /// Takes it away and answers it: of many at once one caller gets it. Null when there is none.
  @Nullable GroupInvitation take(String conversationId, String userId);

  /// A user's, newest first.
  List<GroupInvitation> of(String userId);
}
