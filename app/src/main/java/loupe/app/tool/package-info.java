/// Tools a reader draws with: pure functions from points on a plane to a shape.
@NullMarked
package loupe.app.tool;

import org.jspecify.annotations.NullMarked;
