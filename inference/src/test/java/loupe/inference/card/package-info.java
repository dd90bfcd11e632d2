/// Tests of this package.
@NullMarked
package loupe.inference.card;

import org.jspecify.annotations.NullMarked;
