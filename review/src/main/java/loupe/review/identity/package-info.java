/// Who a pseudonym is, where a site keeps that: written at import on request, looked up with a reason.
@NullMarked
package loupe.review.identity;

import org.jspecify.annotations.NullMarked;
