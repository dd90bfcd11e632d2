/// The encrypted local store: opened here; its faces, session, making and steps have rooms of their own.
@NullMarked
package loupe.store;

import org.jspecify.annotations.NullMarked;
