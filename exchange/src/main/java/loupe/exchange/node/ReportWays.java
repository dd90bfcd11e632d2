package loupe.exchange.node;

import java.net.URI;
import java.util.Optional;

/// How a system takes what a reader settled: as HL7 v2 messages, as FHIR bundles, or both.
///
/// @param hl7 where it takes ORU^R01 messages; empty where it takes none
/// @param fhir where it takes transaction bundles of FHIR R4; empty where it takes none
public record ReportWays(Optional<Hl7> hl7, Optional<Fhir> fhir) {
    /// None.
    public static final ReportWays NONE = new ReportWays(Optional.empty(), Optional.empty());

    /// Where HL7 v2 messages go.
    ///
    /// @param at host and port of MLLP
    /// @param parties who sends and who receives
    public record Hl7(MllpAddress at, Hl7Parties parties) {}

    /// Where FHIR bundles go.
    ///
    /// @param at its base, as all three roots, with login and TLS
    /// @param patients by which system it knows Patient IDs (FHIR R4, Identifier.system)
    /// @param accessions by which it knows accession numbers
    /// @param persons by which it knows who verifies
    public record Fhir(WebAddress at, URI patients, URI accessions, URI persons) {
        /// Checks that each system is whole.
        public Fhir {
            for (URI u : new URI[] {patients, accessions, persons}) {
                if (!u.isAbsolute()) {
                    throw new IllegalArgumentException("a system of identifiers must be a whole URI");
                }
            }
        }
    }

    /// Whether there is any.
    public boolean any() {
        return hl7.isPresent() || fhir.isPresent();
    }
}
