/// SQLite under strict settings, sealed rows, folder permissions and the one-process lock.
@NullMarked
package loupe.store.db;

import org.jspecify.annotations.NullMarked;
