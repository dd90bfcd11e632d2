/// The encrypted local store: studies, records, site objects and the log that proves them.
@NullMarked
package loupe.store;

import org.jspecify.annotations.NullMarked;
