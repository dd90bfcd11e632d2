package loupe.app.cli.exchange;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import loupe.exchange.node.Hl7Parties;
import loupe.exchange.node.MllpAddress;
import loupe.exchange.node.ReportWays;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress;
import loupe.review.ReviewException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a node takes reports: HL7 v2 over MLLP, FHIR R4.
final class ReportOptions {
    private static final String OWN = "LOUPE";

    @Option(names = "--hl7", paramLabel = "HOST:PORT", description = "takes reports as HL7 messages (ORU^R01 over MLLP) there")
    @Nullable String hl7;

    @Option(names = "--hl7-receiver", paramLabel = "APPLICATION", description = "the receiving application (MSH-5)")
    String receiver = "";

    @Option(names = "--hl7-facility", paramLabel = "NAME", description = "the receiving facility (MSH-6); of the sender, too")
    String facility = "";

    @Option(names = "--fhir", paramLabel = "URL", description = "takes reports as FHIR R4 bundles at this base; login by --web-…")
    @Nullable URI fhir;

    @Option(names = "--fhir-patients", paramLabel = "URI", description = "by which system it knows Patient IDs")
    @Nullable URI patients;

    @Option(names = "--fhir-accessions", paramLabel = "URI", description = "by which system it knows accession numbers")
    @Nullable URI accessions;

    @Option(names = "--fhir-persons", paramLabel = "URI", description = "by which system it knows who verifies")
    @Nullable URI persons;

    /// What is named.
    ///
    /// @throws ReviewException if an address is none, or a system is missing
    ReportWays ways(WebAddress.Login login, Map<String, String> headers, Optional<TlsTerms> tls) throws ReviewException {
        return new ReportWays(hl7(tls), fhir(login, headers, tls));
    }

    private Optional<ReportWays.Hl7> hl7(Optional<TlsTerms> tls) throws ReviewException {
        String at = hl7;
        if (at == null) {
            return Optional.empty();
        }
        int colon = at.lastIndexOf(':');
        if (colon < 1 || !at.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new ReviewException("--hl7 is HOST:PORT, such as ris.example:2575");
        }
        return Optional.of(new ReportWays.Hl7(
                new MllpAddress(at.substring(0, colon), Integer.parseInt(at.substring(colon + 1)), tls),
                new Hl7Parties(OWN, facility, receiver, facility, false)));
    }

    private Optional<ReportWays.Fhir> fhir(WebAddress.Login login, Map<String, String> headers, Optional<TlsTerms> tls)
            throws ReviewException {
        URI base = fhir;
        if (base == null) {
            return Optional.empty();
        }
        URI p = patients;
        URI a = accessions;
        URI who = persons;
        if (p == null || a == null || who == null) {
            throw new ReviewException("say how the server knows patients, accession numbers and persons: --fhir-patients URI"
                    + " --fhir-accessions URI --fhir-persons URI");
        }
        return Optional.of(new ReportWays.Fhir(new WebAddress(base, base, base, login, headers, tls), p, a, who));
    }
}
