/// Text burned into pixels: the port that finds it, and the work that blacks it out.
@NullMarked
package loupe.deid.pixel;

import org.jspecify.annotations.NullMarked;
