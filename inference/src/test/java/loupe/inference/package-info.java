/// Tests of the models: the bar they must clear, and what runs beside them.
@NullMarked
package loupe.inference;

import org.jspecify.annotations.NullMarked;
