/// A report as a page that lasts: PDF/A-2b. The only place that writes PDF.
@NullMarked
package loupe.review.report.pdf;

import org.jspecify.annotations.NullMarked;
