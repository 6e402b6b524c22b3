package dev.parley.store;

import dev.parley.chat.ConversationStore;
import dev.parley.chat.EntryLog;
import dev.parley.chat.MessageSearch;

/// What an adapter gives to be tested with a search.
public record SearchPorts(
    ConversationStore conversations, EntryLog log, MessageSearch search, AutoCloseable store) {}
