/// What a model or a person found, the verdict on it and where it came from.
@NullMarked
package loupe.core.finding;

import org.jspecify.annotations.NullMarked;
