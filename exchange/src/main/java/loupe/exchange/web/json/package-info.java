/// The DICOM JSON model (PS3.18 F), to and from data sets.
@NullMarked
package loupe.exchange.web.json;

import org.jspecify.annotations.NullMarked;
