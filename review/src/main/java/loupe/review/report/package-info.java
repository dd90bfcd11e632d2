/// The report: drafted by a template from what a person confirmed, put otherwise by the reader, signed with the review.
@NullMarked
package loupe.review.report;

import org.jspecify.annotations.NullMarked;
