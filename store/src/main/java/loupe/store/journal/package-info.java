/// Insert-only records of a study and versioned objects of the site.
@NullMarked
package loupe.store.journal;

import org.jspecify.annotations.NullMarked;
