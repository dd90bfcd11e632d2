/// Generated chest phantoms with known answers, and sample studies full of an invented identity; nothing is downloaded.
@NullMarked
package loupe.sample;

import org.jspecify.annotations.NullMarked;
