/// What the nodes of a cluster share over Redis.
@NullMarked
package dev.parley.redis;

import org.jspecify.annotations.NullMarked;
