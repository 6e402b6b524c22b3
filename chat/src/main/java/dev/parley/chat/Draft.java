package dev.parley.chat;

/// An entry on its way into the log: everything but the numbers, the id and the time.
///
/// @param memberRev version of the roster the sender was checked against
public record Draft(
    String conversationId,
    String senderId,
    Entry.Body body,
    String clientMessageId,
    long memberRev) {}
