/// The faces of an open store at work, each step in its turn.
@NullMarked
package loupe.store.steps;

import org.jspecify.annotations.NullMarked;
