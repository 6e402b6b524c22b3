package dev.parley.chat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a message said before it was edited.
///
/// @param text null when it had none, only a url
/// @param editedAt when another text took its place
public record Edit(@Nullable String text, Instant editedAt) {}
