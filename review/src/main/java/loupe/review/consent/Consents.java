package loupe.review.consent;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// The consents of the persons in a store. No record means care and quality assurance only.
public final class Consents {
    private static final String TYPE = "consent";
    private static final int VERSION = 1;

    private final Store store;

    /// Consents over a store.
    public Consents(Store store) {
        this.store = store;
    }

    /// Keeps what the person of a study said, beside every study of theirs.
    ///
    /// @param until until when a consent that is given holds; empty for no end
    /// @param notice version of the notice the person was shown
    /// @throws IOException if the store fails or the account may not
    public Consent record(String studyUid, Purpose purpose, Consent.Decision decision, Terms terms) throws IOException {
        StudySummary named = store.study(studyUid).orElseThrow(() -> new ReviewException("there is no such study"));
        Consent consent = new Consent(purpose, decision, terms.until, terms.notice, store.now());
        for (StudySummary s : store.studies()) {
            if (s.patientPseudonym().equals(named.patientPseudonym())) {
                store.append(
                        NewRecord.of(s.studyUid(), RecordKind.CONSENT, Encoding.encode(TYPE, VERSION, consent)),
                        now -> now,
                        AuditEntry.of(AuditEvent.CONSENT_CHANGED, purpose + " " + decision, s.studyUid()));
            }
        }
        return consent;
    }

    /// Under which terms something was said.
    ///
    /// @param until until when a consent that is given holds; empty for no end
    /// @param notice version of the notice the person was shown
    public record Terms(Optional<Instant> until, String notice) {}

    /// What a person said, oldest first.
    ///
    /// @throws IOException if the store fails or a record is damaged
    public List<Consent> of(String patientPseudonym) throws IOException {
        List<Consent> all = new ArrayList<>();
        for (StudySummary s : store.studies()) {
            if (s.patientPseudonym().equals(patientPseudonym)) {
                all.addAll(beside(s));
            }
        }
        return ordered(all);
    }

    /// What each person of the store said, oldest first, by pseudonym; one way through the store for all of them.
    ///
    /// @throws IOException if the store fails or a record is damaged
    public Map<String, List<Consent>> all() throws IOException {
        Map<String, List<Consent>> out = new HashMap<>();
        for (StudySummary s : store.studies()) {
            out.computeIfAbsent(s.patientPseudonym(), p -> new ArrayList<>()).addAll(beside(s));
        }
        out.replaceAll((p, said) -> ordered(said));
        return out;
    }

    private List<Consent> beside(StudySummary s) throws IOException {
        List<Consent> out = new ArrayList<>();
        for (StoredRecord r : store.attached(s.studyUid())) {
            if (r.kind() == RecordKind.CONSENT) {
                out.add(Encoding.decode(r.payload(), TYPE, VERSION, Consent.class));
            }
        }
        return out;
    }

    private static List<Consent> ordered(List<Consent> said) {
        return said.stream().sorted(Comparator.comparing(Consent::recorded)).distinct().toList();
    }

    /// Whether a person allows a purpose now.
    ///
    /// @throws IOException if the store fails or a record is damaged
    public boolean allows(String patientPseudonym, Purpose purpose) throws IOException {
        return allows(of(patientPseudonym), purpose);
    }

    /// Whether a person who said this allows a purpose now.
    ///
    /// @param said all they said, oldest first
    /// @throws IOException if the store fails
    public boolean allows(List<Consent> said, Purpose purpose) throws IOException {
        Optional<Consent> last = said.stream().filter(c -> c.purpose() == purpose).reduce((a, b) -> b);
        return last.isPresent() ? last.get().allows(store.now()) : purpose.withoutRecord();
    }

    /// Refuses a use the person of a study has not agreed to; the refusal is in the log.
    ///
    /// @throws ReviewException if it is not allowed
    /// @throws IOException if the store fails
    public void require(String studyUid, Purpose purpose) throws IOException {
        Optional<StudySummary> study = store.study(studyUid);
        if (study.isPresent() && !allows(study.get().patientPseudonym(), purpose)) {
            store.log(new AuditEntry(AuditEvent.REFUSED, Outcome.MINOR_FAILURE, "", "no consent for " + purpose, studyUid));
            throw new ReviewException("the person has not agreed to " + purpose.name().toLowerCase(Locale.ROOT)
                    + "; record what they say with `loupe consent`");
        }
    }
}
