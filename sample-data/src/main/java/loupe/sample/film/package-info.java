/// Chest films drawn from a seed, with the outline of their lungs.
@NullMarked
package loupe.sample.film;

import org.jspecify.annotations.NullMarked;
