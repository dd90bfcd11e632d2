/// Model cards: what a model is for, what it accepts, how its input is prepared and its output read, as checked JSON.
@NullMarked
package loupe.inference.card;

import org.jspecify.annotations.NullMarked;
