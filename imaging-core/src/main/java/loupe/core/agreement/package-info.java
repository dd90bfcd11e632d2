/// Agreement between readers and models: κ, positive and negative agreement, intraclass correlation, shares with intervals,
/// unbiased samples and control charts. Pure numbers: no toolkit, no store, no clock; chance is given.
@NullMarked
package loupe.core.agreement;

import org.jspecify.annotations.NullMarked;
