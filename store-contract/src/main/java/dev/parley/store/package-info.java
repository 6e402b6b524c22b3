/// What every store must do, as tests that each adapter runs, and the Redis they run against.
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
