/// Second looks at sealed reviews: unbiased samples and a targeted queue, blind judgements, RADPEER scores, arbitration, and what came
/// of them. Needs no model and no server.
@NullMarked
package loupe.review.quality;

import org.jspecify.annotations.NullMarked;
