package loupe.exchange.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.exchange.node.Hl7Parties;
import loupe.exchange.result.ResultMessage;
import loupe.exchange.result.ResultMessage.Coded;
import loupe.exchange.result.ResultMessage.Finding;
import loupe.exchange.result.ResultMessage.Measure;
import loupe.exchange.result.ResultMessage.Status;
import loupe.exchange.result.ResultMessage.Value;
import loupe.exchange.result.ResultMessage.Verifier;

/// A result as an unsolicited observation (HL7 2.5.1 chapter 7.3.1, ORU^R01), in UTF-8.
///
/// The study's UID stands in an observation of its own (113014, DCM), by which archives file the message; each finding has one
/// observation for what it is and one for each measure, joined by the sub-ID (OBX-4).
public final class OruMessage {
    /// LOINC: diagnostic imaging study.
    private static final Coded STUDY = new Coded("18748-4", "LN", "Diagnostic imaging study");

    private static final Coded STUDY_UID = new Coded("113014", "DCM", "DICOM Study");
    private static final Coded FINDING = new Coded("121071", "DCM", "Finding");
    private static final Coded SITE = new Coded("363698007", "SCT", "Finding Site");
    private static final Coded IMPRESSION = new Coded("19005-8", "LN", "Radiology Imaging study [Impression] (narrative)");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final ResultMessage result;
    private final List<String> observations = new ArrayList<>();

    private OruMessage(ResultMessage result) {
        this.result = result;
    }

    /// The message of a result.
    public static byte[] of(ResultMessage result, Hl7Parties parties) {
        return new OruMessage(result).text(parties).getBytes(StandardCharsets.UTF_8);
    }

    private String text(Hl7Parties parties) {
        observe("HD", STUDY_UID, "", Er7.text(result.studyUid()), "");
        for (int i = 0; i < result.findings().size(); i++) {
            finding(result.findings().get(i), Integer.toString(i + 1));
        }
        if (!result.summary().isBlank()) {
            observe("TX", IMPRESSION, "", Er7.text(result.summary()), "");
        }
        return header(parties) + patient() + order() + String.join("", observations);
    }

    private String header(Hl7Parties p) {
        // The field separator itself is MSH-1.
        return "MSH|" + String.join(
                        "|",
                        "^~\\&",
                        Er7.text(p.sender()),
                        Er7.text(p.senderFacility()),
                        Er7.text(p.receiver()),
                        Er7.text(p.receiverFacility()),
                        time(result.made()),
                        "",
                        "ORU^R01^ORU_R01",
                        result.controlId(),
                        p.training() ? "T" : "P",
                        "2.5.1",
                        "", "", "", "", "",
                        "UNICODE UTF-8")
                + "\r";
    }

    private String patient() {
        ResultMessage.Patient p = result.patient();
        String id = Er7.components(p.id(), "", "", p.issuer());
        String born = p.birthDate().map(LocalDate::atStartOfDay).map(DAY::format).orElse("");
        String sex =
                switch (p.sex()) {
                    case FEMALE -> "F";
                    case MALE -> "M";
                    case OTHER -> "O";
                    case UNKNOWN -> "U";
                };
        return Er7.segment("PID", "1", "", id, "", names(p.name()), "", born, sex);
    }

    /// Names in each script as repetitions (XPN-8: alphabetic, ideographic, phonetic).
    private static String names(String dicom) {
        String[] groups = dicom.split("=", 3);
        String[] scripts = {"A", "I", "P"};
        List<String> out = new ArrayList<>();
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isBlank()) {
                String[] n = parts(groups[i]);
                // DICOM has the prefix before the suffix, HL7 behind it.
                out.add(Er7.components(n[0], n[1], n[2], n[4], n[3], "", "L", groups.length > 1 ? scripts[i] : ""));
            }
        }
        return String.join("~", out);
    }

    private static String[] parts(String group) {
        String[] given = group.split("\\^", 5);
        String[] five = {"", "", "", "", ""};
        for (int i = 0; i < given.length; i++) {
            five[i] = given[i].strip();
        }
        return five;
    }

    private String order() {
        String interpreter = result.verifier().map(OruMessage::interpreter).orElse("");
        String changed = time(result.verifier().map(Verifier::at).orElse(result.made()));
        String[] fields = new String[32];
        Arrays.fill(fields, "");
        fields[0] = "1";
        fields[2] = Er7.text(result.accession().isBlank() ? result.controlId() : result.accession());
        fields[3] = code(STUDY);
        fields[6] = time(result.made());
        fields[21] = changed;
        fields[24] = status();
        fields[31] = interpreter;
        return Er7.segment("OBR", fields);
    }

    /// A person as OBR-32 has them (NDL: a name with its number as subcomponents).
    private static String interpreter(Verifier v) {
        String[] n = parts(v.name().split("=", 2)[0]);
        return Er7.subcomponents(v.id(), n[0], n[1], n[2], n[4], n[3]);
    }

    private String status() {
        return result.status() == Status.FINAL ? "F" : "P";
    }

    private void finding(Finding f, String sub) {
        String model = Er7.components(result.model().name() + " " + result.model().version(), result.model().maker());
        observe("CWE", FINDING, sub, code(f.kind()), model);
        f.site().ifPresent(s -> observe("CWE", SITE, sub, code(s), model));
        f.trackingUid().ifPresent(u -> observe("ST", new Coded("112040", "DCM", "Tracking Unique Identifier"), sub, Er7.text(u), model));
        for (Measure m : f.measures()) {
            switch (m.value()) {
                case Value.OfCode c -> observe("CWE", m.concept(), sub, code(c.code()), model);
                case Value.OfNumber n ->
                    observations.add(observation("NM", m.concept(), sub, n.number().toPlainString(), code(n.unit()), model));
                case Value.OfText t -> observe("TX", m.concept(), sub, Er7.text(t.text()), model);
            }
        }
    }

    private void observe(String type, Coded concept, String sub, String value, String model) {
        observations.add(observation(type, concept, sub, value, "", model));
    }

    private String observation(String type, Coded concept, String sub, String value, String unit, String model) {
        Optional<Verifier> v = result.verifier();
        String observer = v.map(x -> {
                    String[] n = parts(x.name().split("=", 2)[0]);
                    return Er7.components(x.id(), n[0], n[1], n[2], n[4], n[3]);
                })
                .orElse("");
        return Er7.segment(
                "OBX",
                Integer.toString(observations.size() + 1),
                type,
                code(concept),
                sub,
                value,
                unit,
                "", "", "", "",
                status(),
                "", "",
                time(result.made()),
                "",
                observer,
                "",
                model);
    }

    private static String code(Coded c) {
        return Er7.components(c.value(), c.meaning(), c.scheme());
    }

    private static String time(Instant at) {
        return SECONDS.format(at);
    }
}
