package dev.parley.gateway;

import dev.parley.chat.Conversations;
import dev.parley.chat.LastSeen;
import dev.parley.chat.Messages;
import dev.parley.chat.Presence;
import dev.parley.chat.Reactions;
import dev.parley.chat.ReadMarks;
import dev.parley.chat.Receipts;
import dev.parley.chat.Relations;
import dev.parley.chat.Rosters;
import dev.parley.chat.Sync;

/// What of the domain sockets need.
public record UseCases(
    Messages messages,
    Reactions reactions,
    Conversations conversations,
    ReadMarks readMarks,
    Receipts receipts,
    Sync sync,
    Presence presence,
    LastSeen lastSeen,
    Relations relations,
    Rosters rosters) {}
