package dev.parley.store;

import dev.parley.chat.PushStore;

/// What an adapter gives for pushes, beside the chat itself.
public record PushPorts(UseCases.Ports chat, PushStore pushes) {}
