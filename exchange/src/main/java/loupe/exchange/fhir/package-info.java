/// Results to systems that speak FHIR R4.
@NullMarked
package loupe.exchange.fhir;

import org.jspecify.annotations.NullMarked;
