package dev.parley.store;

import dev.parley.chat.AuditStore;
import dev.parley.chat.ReportStore;

/// What an adapter gives beside the chat itself: what people are to each other, and what
/// administrators did.
public record PeoplePorts(UseCases.Ports chat, AuditStore audit, ReportStore reports) {}
