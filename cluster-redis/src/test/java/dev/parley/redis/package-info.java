@NullMarked
package dev.parley.redis;

import org.jspecify.annotations.NullMarked;
