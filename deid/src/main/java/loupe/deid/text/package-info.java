/// Text that may stay: descriptions reduced to protocol words, known identifiers scrubbed, values made legal.
@NullMarked
package loupe.deid.text;

import org.jspecify.annotations.NullMarked;
