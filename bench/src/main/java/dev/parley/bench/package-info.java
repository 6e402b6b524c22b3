/// Programs that measure. A person runs them; no test asserts a time.
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
