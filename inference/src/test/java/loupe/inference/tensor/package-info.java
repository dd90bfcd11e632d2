/// Tests of this package.
@NullMarked
package loupe.inference.tensor;

import org.jspecify.annotations.NullMarked;
