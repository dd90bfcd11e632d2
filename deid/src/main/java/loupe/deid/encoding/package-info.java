/// What lies beside the values in encoded pixels: comments in codestreams, bits no value uses.
@NullMarked
package loupe.deid.encoding;

import org.jspecify.annotations.NullMarked;
