package dev.parley.chat;

/// The numbers an entry got from its insert.
///
/// @param seq its place, gapless from 1 over all entries, never changes
/// @param rev the conversation's revision that last changed it; unique within the conversation
/// @param number messages (not notices) up to and including here
/// @param senderNumber this sender's messages up to and including here
/// @param memberRev rev of the last membership change up to and including here; 0 as created
public record Position(long seq, long rev, long number, long senderNumber, long memberRev) {}
