package loupe.app.privacy;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.util.List;

/// One kind of thing that is stored, as docs/privacy.md has it in whole; texts in English, said where they are shown.
///
/// @param what what it is
/// @param where where it lies
/// @param protection how it is protected
/// @param howLong how long it stays
record StoredThing(String what, String where, String protection, String howLong) {
    private static final String FINDINGS_KEYS = later("AES-256-GCM, keys of each study");
    private static final String SITE_KEY = later("AES-256-GCM, the site's key");
    private static final String AS_STORE = later("as long as the store");
    private static final String RECORDS = later("records.db in the store");
    private static final String AS_STUDY = later("until erased; not before the period ends, never while on hold");

    /// All of it, what is of patients first.
    static final List<StoredThing> ALL = List.of(
            new StoredThing(
                    later("Identified files you import"), later("where you keep them; read in memory"), later("yours"),
                    later("Loupe keeps no copy")),
            new StoredThing(later("Pixels, de-identified"), later("objects in the store, random names"), FINDINGS_KEYS, AS_STUDY),
            new StoredThing(
                    later("Headers, findings, masks, reports, seals, consents"), RECORDS, FINDINGS_KEYS, AS_STUDY),
            new StoredThing(later("Both readings of studies two read"), RECORDS, FINDINGS_KEYS, later("as the study's findings")),
            new StoredThing(
                    later("Who a pseudonym is and where studies came from, where kept"), later("records.db and keys.db in the store"),
                    later("a key for each person, the identity keeper's"), later("until forgotten")),
            new StoredThing(
                    later("Accounts, wrapped keys, pseudonym key"), later("keys.db in the store"),
                    later("passphrase (Argon2id) and device secret"), AS_STORE),
            new StoredThing(
                    later("Settings, nodes, inventory, samples, batches, what was sent"), RECORDS, SITE_KEY, later("every version, as the store")),
            new StoredThing(
                    later("Log of what was done"), RECORDS, later("details encrypted; signed checkpoints"), AS_STORE),
            new StoredThing(
                    later("Device secret"), later("keyring of the desktop, or a file outside the store"),
                    later("the keyring's, or file rights only"), later("until you delete it")),
            new StoredThing(
                    later("Program log"), later("outside the store"), later("file rights; holds no identifier"),
                    later("4 MB, one older file")),
            new StoredThing(
                    later("Exports and training sets as files"), later("the folder that was named"),
                    later("none: they have left; de-identified"), later("yours")),
            new StoredThing(later("Backups"), later("where you make them"), later("as the store"), later("yours")));

    String saidWhat() {
        return say(what);
    }

    String saidWhere() {
        return say(where);
    }

    String saidProtection() {
        return say(protection);
    }

    String saidHowLong() {
        return say(howLong);
    }
}
