package dev.parley.chat;

/// Where everything is kept: each port of one and the same store.
public interface Store extends AutoCloseable {
  EntryLog entryLog();

  ConversationStore conversations();

  UserStore users();

  SessionStore sessions();

  AuditStore audit();

  ReportStore reports();

  RetentionStore retention();

  StrangerStore strangers();

  GroupInvitationStore groupInvitations();

  ReceiptStore receipts();

  LastSeenStore lastSeen();

  RelationStore relations();

  DepartureStore departures();

  InvitationStore invitations();

  OutsideAccountStore outsideAccounts();

  OneTimeTokenStore oneTimeTokens();

  PushStore pushes();

  UploadStore uploads();

  MessageSearch search();

  /// Throws [Refused] UNAVAILABLE while it can't be written to.
  void ping();

  /// Lets what was begun end.
  @Override
  void close();
}
