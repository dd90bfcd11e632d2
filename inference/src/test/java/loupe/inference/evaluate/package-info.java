/// Tests of this package.
@NullMarked
package loupe.inference.evaluate;

import org.jspecify.annotations.NullMarked;
