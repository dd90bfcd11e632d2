/// What a person has agreed to, kept beside their studies and asked before import, analysis and export.
@NullMarked
package loupe.review.consent;

import org.jspecify.annotations.NullMarked;
