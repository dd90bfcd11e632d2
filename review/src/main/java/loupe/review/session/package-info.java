/// One open study: its review, journaled step by step.
@NullMarked
package loupe.review.session;

import org.jspecify.annotations.NullMarked;
