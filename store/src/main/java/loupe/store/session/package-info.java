/// An unlocked store: keys, gate, study list, records and the turn that orders all callers.
@NullMarked
package loupe.store.session;

import org.jspecify.annotations.NullMarked;
