/// Imports in batches: what is to come in, slides of a case together, each item's state kept through kills until it is in.
@NullMarked
package loupe.review.batch;

import org.jspecify.annotations.NullMarked;
