/// A chest drawn from a seed, with what is known about it because it was put there.
@NullMarked
package loupe.sample.chest;

import org.jspecify.annotations.NullMarked;
