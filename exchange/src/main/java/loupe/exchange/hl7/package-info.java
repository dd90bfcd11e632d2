/// Results to the RIS: HL7 version 2.5.1, ORU^R01, over MLLP.
@NullMarked
package loupe.exchange.hl7;

import org.jspecify.annotations.NullMarked;
