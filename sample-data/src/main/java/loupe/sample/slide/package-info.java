/// Slides of stained tissue that never were of anybody, drawn at any place and scale, with their truth.
@NullMarked
package loupe.sample.slide;

import org.jspecify.annotations.NullMarked;
