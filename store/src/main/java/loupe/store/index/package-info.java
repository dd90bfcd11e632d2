/// Instances and their pixels: encrypted objects read by chunk, frames found by table.
@NullMarked
package loupe.store.index;

import org.jspecify.annotations.NullMarked;
