/// A result on its way to the systems that keep reports: neutral, before HL7 or FHIR give it their form.
@NullMarked
package loupe.exchange.result;

import org.jspecify.annotations.NullMarked;
