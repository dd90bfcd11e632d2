/// Text that may stay: descriptions reduced to protocol words, known identifiers scrubbed.
@NullMarked
package loupe.deid.text;

import org.jspecify.annotations.NullMarked;
