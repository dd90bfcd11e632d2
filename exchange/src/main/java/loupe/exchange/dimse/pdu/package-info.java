/// Protocol data units of the DICOM upper layer (PS3.8 9.3) as values, and their bytes. Nothing here allocates by what a peer claims.
@NullMarked
package loupe.exchange.dimse.pdu;

import org.jspecify.annotations.NullMarked;
