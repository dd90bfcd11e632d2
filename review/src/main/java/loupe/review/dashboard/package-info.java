/// Figures of a site: what models found and what people made of it, by group and over time; reading times, queues. Each number with its
/// interval and the studies behind it.
@NullMarked
package loupe.review.dashboard;

import org.jspecify.annotations.NullMarked;
