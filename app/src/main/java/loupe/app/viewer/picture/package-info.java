/// Pictures of one study: where they come from, what is known of them besides their pixels.
@NullMarked
package loupe.app.viewer.picture;

import org.jspecify.annotations.NullMarked;
