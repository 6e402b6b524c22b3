/// Chat to the outside: socket events, commands, views, tokens, JSON. No framework.
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
