/// Where the contents of uploads are kept, and what images look like.
@NullMarked
package dev.parley.files;

import org.jspecify.annotations.NullMarked;
