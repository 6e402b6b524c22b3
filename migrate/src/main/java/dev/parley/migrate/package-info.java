/// Everything of one store in the other one: read, written, and held against each other.
@NullMarked
package dev.parley.migrate;

import org.jspecify.annotations.NullMarked;
