/// Results on their way back: under the patient's own identity to a clinical node, put on in memory alone; pseudonymous to research.
@NullMarked
package loupe.review.sending;

import org.jspecify.annotations.NullMarked;
