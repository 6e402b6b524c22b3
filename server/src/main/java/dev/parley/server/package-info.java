/// Main, configuration, wiring, REST and operations: the only place that knows Spring.
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
