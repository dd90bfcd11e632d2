/// Keyed stand-ins for identifiers, UIDs and dates, consistent under one key.
@NullMarked
package loupe.deid.pseudonym;

import org.jspecify.annotations.NullMarked;
