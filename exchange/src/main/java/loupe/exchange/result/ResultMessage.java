package loupe.exchange.result;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a reader accepted of a study, for the system that keeps reports. Identified: kept in memory only.
///
/// @param controlId what tells this message from every other: 1 to 20 letters, digits, `.`, `_` and `-`. The same for every try to send it
/// @param made when it was made
/// @param patient whose result it is, as the archive says
/// @param accession the order's Accession Number; empty where there is none
/// @param studyUid Study Instance UID, as the archive has it
/// @param status how far it is settled
/// @param findings what was accepted, in the reader's order
/// @param summary in the reader's words; empty for none
/// @param model what found it
/// @param verifier who accepted it; empty where nobody has yet
public record ResultMessage(
        String controlId,
        Instant made,
        Patient patient,
        String accession,
        String studyUid,
        Status status,
        List<Finding> findings,
        String summary,
        Model model,
        Optional<Verifier> verifier) {

    /// How far a result is settled.
    public enum Status {
        /// A person may still change it, and somebody else reports.
        PRELIMINARY,
        /// It is verified.
        FINAL
    }

    /// Sex as DICOM has it (0010,0040).
    public enum Sex {
        FEMALE,
        MALE,
        OTHER,
        UNKNOWN
    }

    /// Whose result it is.
    ///
    /// @param id Patient ID
    /// @param issuer who gave it: a name, or an OID
    /// @param name as DICOM has names (PS3.5 6.2.1): family, given, middle, prefix and suffix, joined by `^`, other scripts after `=`
    /// @param birthDate empty where not known
    public record Patient(String id, String issuer, String name, Optional<LocalDate> birthDate, Sex sex) {
        /// Says nothing of the patient, so that no log can.
        @Override
        public String toString() {
            return "Patient";
        }
    }

    /// A code.
    ///
    /// @param value such as `39607008`
    /// @param scheme as DICOM names it: `SCT`, `LN`, `DCM`, `UCUM`, `99…` for one's own
    /// @param meaning for a person
    public record Coded(String value, String scheme, String meaning) {}

    /// What was found at one place.
    ///
    /// @param trackingUid what tells it from others, over time (TID 1501); empty for none
    /// @param kind what it is
    /// @param site where it is
    /// @param measures what was measured or said of it
    public record Finding(Optional<String> trackingUid, Coded kind, Optional<Coded> site, List<Measure> measures) {
        /// Copies the list.
        public Finding {
            measures = List.copyOf(measures);
        }
    }

    /// One thing measured or said.
    ///
    /// @param concept what
    public record Measure(Coded concept, Value value) {}

    /// Its value.
    public sealed interface Value {
        /// A code.
        record OfCode(Coded code) implements Value {}

        /// A number.
        ///
        /// @param unit of UCUM, such as `mm`
        record OfNumber(BigDecimal number, Coded unit) implements Value {}

        /// Words.
        record OfText(String text) implements Value {}
    }

    /// The program that found it.
    ///
    /// @param name of the model
    /// @param version of the model
    /// @param maker who made it
    public record Model(String name, String version, String maker) {}

    /// A person who accepted it.
    ///
    /// @param id as the site knows them
    /// @param name as DICOM has names
    /// @param at when
    public record Verifier(String id, String name, Instant at) {
        /// Says nothing of the person, so that no log can.
        @Override
        public String toString() {
            return "Verifier";
        }
    }

    /// Checks what receivers rely on.
    public ResultMessage {
        findings = List.copyOf(findings);
        if (!controlId.matches("[A-Za-z0-9._-]{1,20}")) {
            throw new IllegalArgumentException("controlId must be 1 to 20 letters, digits, ., _ or -");
        }
        if (patient.id().isBlank()) {
            throw new IllegalArgumentException("a result must say whose it is");
        }
        if (!studyUid.matches("[0-9.]{1,64}")) {
            throw new IllegalArgumentException("studyUid must be a UID");
        }
        if (status == Status.FINAL && verifier.isEmpty()) {
            throw new IllegalArgumentException("a final result must have a verifier");
        }
    }

    /// Says nothing of the result, so that no log can.
    @Override
    public String toString() {
        return "ResultMessage";
    }
}
