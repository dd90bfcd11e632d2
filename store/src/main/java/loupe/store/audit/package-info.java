/// The hash-chained log: Merkle tree, signed checkpoints, anchors and their verification.
@NullMarked
package loupe.store.audit;

import org.jspecify.annotations.NullMarked;
