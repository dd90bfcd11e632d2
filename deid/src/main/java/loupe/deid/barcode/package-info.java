/// Finds printed bar codes in pictures: what they say is the patient's as much as what is written.
@NullMarked
package loupe.deid.barcode;

import org.jspecify.annotations.NullMarked;
