package dev.parley.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where invitations are kept.
public interface InvitationStore {
  void add(Invitation invitation, String codeHash);

  /// Newest first, those that ended too.
  List<Invitation> newest(int limit);

  @Nullable Invitation byCode(String codeHash);

  /// True if there was one.
  boolean remove(String id);

  /// Adds an account and takes one of the invitation's uses for it: both or neither, and never more
  /// accounts than uses, also under concurrent calls. False, and nothing is done, when there is no
  /// use left, or it is over or gone. Throws [Refused] as [UserStore#add] does.
  boolean redeem(String codeHash, User user, String passwordHash, Instant now);
}
