/// Second looks in the window: samples are drawn, findings judged beside their images by keys, scores settled, reports read.
@NullMarked
package loupe.app.quality;

import org.jspecify.annotations.NullMarked;
