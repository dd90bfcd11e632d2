/// What a store is opened with and what its site has settled.
@NullMarked
package loupe.store.setting;

import org.jspecify.annotations.NullMarked;
