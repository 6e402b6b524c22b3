package dev.parley.store;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.UploadStore;
import dev.parley.chat.UserStore;

/// What an adapter gives to be tested with files.
public record FilesPorts(
    UserStore users,
    ConversationStore conversations,
    EntryLog log,
    UploadStore uploads,
    AutoCloseable store) {}
