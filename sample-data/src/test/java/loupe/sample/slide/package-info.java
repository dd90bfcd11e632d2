/// Tests of the slide phantom.
@NullMarked
package loupe.sample.slide;

import org.jspecify.annotations.NullMarked;
