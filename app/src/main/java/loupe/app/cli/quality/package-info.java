/// Commands about second looks at sealed reviews.
@NullMarked
package loupe.app.cli.quality;

import org.jspecify.annotations.NullMarked;
