package loupe.deid;

import loupe.deid.pseudonym.PseudonymKey;
import loupe.deid.pseudonym.Pseudonyms;

/// The stand-ins the door gives to what a person can name: the way from an original number to what a store has of it. Keyed, so nobody
/// without the key can test a guess. Not thread-safe.
public final class StandIns {
    private final Pseudonyms pseudonyms;

    /// @param key the key the door works with
    public StandIns(PseudonymKey key) {
        this.pseudonyms = new Pseudonyms(key);
    }

    /// The pseudonym of a patient.
    ///
    /// @param patientId Patient ID, as in the files
    /// @param issuer who gave that id, as in the files; empty where they do not say
    /// @throws IllegalArgumentException if the id is empty: such a patient goes by name, birth date or study
    public String patient(String patientId, String issuer) {
        if (patientId.isEmpty()) {
            throw new IllegalArgumentException("a patient id must be given");
        }
        return pseudonyms.patient(Patient.who(patientId, issuer));
    }

    /// The UID that stands for a study's.
    ///
    /// @param studyInstanceUid Study Instance UID, as in the files
    public String study(String studyInstanceUid) {
        return pseudonyms.uid(studyInstanceUid);
    }
}
