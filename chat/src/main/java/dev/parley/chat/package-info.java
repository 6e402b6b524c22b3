/// The domain: records, use cases, the ports they need, and refusals. Plain Java, no framework.
@NullMarked
package dev.parley.chat;

import org.jspecify.annotations.NullMarked;
