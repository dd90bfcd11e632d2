/// Whether an input looks like what a model was made for, before the model sees it.
@NullMarked
package loupe.inference.input;

import org.jspecify.annotations.NullMarked;
