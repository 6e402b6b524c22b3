/// What every store must do, as tests that each adapter runs.
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
