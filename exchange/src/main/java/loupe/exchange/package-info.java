/// The hospital's wire: DIMSE, DICOMweb, HL7 and FHIR. It gets and gives data sets and streams, and knows neither the store nor
/// who a pseudonym is.
@NullMarked
package loupe.exchange;

import org.jspecify.annotations.NullMarked;
