/// Tests of this package.
@NullMarked
package loupe.inference.engine;

import org.jspecify.annotations.NullMarked;
