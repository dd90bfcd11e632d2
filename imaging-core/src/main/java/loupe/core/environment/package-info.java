/// The environment of this process, as native libraries read it.
@NullMarked
package loupe.core.environment;

import org.jspecify.annotations.NullMarked;
