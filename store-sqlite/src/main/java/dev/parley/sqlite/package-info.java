/// The embedded store: SQLite with group commit.
@NullMarked
package dev.parley.sqlite;

import org.jspecify.annotations.NullMarked;
