package loupe.exchange.fhir;

import java.net.URI;

/// By which systems the receiver knows identifiers (FHIR R4, Identifier.system): what an issuer is called there.
///
/// @param patients of Patient ID
/// @param accessions of Accession Number
/// @param persons of who verifies
/// @param results of what this machine sends: its own, such as `urn:oid:2.25.…`
public record FhirSystems(URI patients, URI accessions, URI persons, URI results) {
    /// Checks that each is whole.
    public FhirSystems {
        for (URI u : new URI[] {patients, accessions, persons, results}) {
            if (!u.isAbsolute()) {
                throw new IllegalArgumentException("a system must be a whole URI");
            }
        }
    }
}
