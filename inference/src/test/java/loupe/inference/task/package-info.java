/// Tests of this package.
@NullMarked
package loupe.inference.task;

import org.jspecify.annotations.NullMarked;
