/// What came with the open study: laid over the images of each view, and listed.
@NullMarked
package loupe.app.came;

import org.jspecify.annotations.NullMarked;
