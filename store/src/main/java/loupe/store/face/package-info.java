/// What others do with an open store: accounts, the log, its way out, imports, instances, the years of a study.
@NullMarked
package loupe.store.face;

import org.jspecify.annotations.NullMarked;
