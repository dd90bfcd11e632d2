package loupe.store;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.Set;
import java.util.function.UnaryOperator;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.db.StoreFolder;
import loupe.store.face.Accounts;
import loupe.store.face.AuditTrail;
import loupe.store.face.IdentityLink;
import loupe.store.face.ImportBatch;
import loupe.store.face.Lifecycle;
import loupe.store.face.Outbox;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.AccountSignature;
import loupe.store.keys.Credentials;
import loupe.store.setting.StoreSettings;
import org.jspecify.annotations.Nullable;

/// The encrypted local store of one site: one folder, one process, one writer.
///
/// Safe for any thread except the toolkit's, which every method refuses. What a method has returned from is on disk.
public interface Store extends AutoCloseable {
    /// Whether a folder holds a store; one whose making was cut short does not count, and [#create] begins it anew.
    static boolean isThere(Path folder) {
        return StoreFolder.isStore(folder);
    }

    /// Makes a store in an empty or new folder and opens it. The settings' actor becomes its first account: administrator,
    /// radiologist and auditor, for a store may stay one person's.
    ///
    /// @param passphrase wiped before this returns
    static Store create(Path folder, char[] passphrase, StoreSettings settings) throws StoreException {
        return OpenStore.create(folder, passphrase, settings);
    }

    /// Opens a store for the settings' account: takes the folder for this process, checks log, checkpoints and anchors, sweeps what a killed
    /// import left, and decrypts the study list.
    ///
    /// @param passphrase wiped before this returns
    static Store open(Path folder, char[] passphrase, StoreSettings settings) throws StoreException {
        return OpenStore.open(folder, new Credentials.Passphrase(settings.actor(), passphrase, ""), settings);
    }

    /// Opens a store with other credentials than a bare passphrase.
    ///
    /// @param by wiped before this returns
    static Store open(Path folder, Credentials by, StoreSettings settings) throws StoreException {
        return OpenStore.open(folder, by, settings);
    }

    /// Opens a store whose anchors or checkpoints are damaged, takes the damaged ones away and signs the log anew. A log
    /// that is not what was written stays refused.
    ///
    /// @param by wiped before this returns
    static Store repair(Path folder, Credentials by, StoreSettings settings) throws StoreException {
        return OpenStore.open(folder, by, settings, true);
    }

    /// Who may come in.
    Accounts accounts();

    /// Erasure, holds, epochs, approvals, emergencies, backups, the site's policy.
    Lifecycle lifecycle();

    /// The log and its proofs.
    AuditTrail trail();

    /// The way of audit messages to a site's collector.
    Outbox outbox();

    /// Who a pseudonym is.
    IdentityLink identities();

    /// Refuses, and logs the refusal, where the account at work may not do something; export of a study may also need a
    /// second person's approval. For use-cases whose steps the store does not see as one.
    ///
    /// @param studyUid the study it concerns; null where none
    /// @throws StoreException NOT_ALLOWED, SECOND_PERSON_NEEDED
    void authorize(Permission action, @Nullable String studyUid) throws StoreException;

    /// The store's time, UTC.
    java.time.Instant now();

    /// Signs for the account at work, by a key only its slot holds.
    ///
    /// @throws StoreException NOT_ALLOWED where it may not seal
    AccountSignature sign(byte[] message) throws StoreException;

    /// The key pseudonyms of a project are made with: 32 bytes, made on first use and always the same. The caller wipes it.
    byte[] projectKey(String project) throws StoreException;

    /// All studies, in the order of their import.
    List<StudySummary> studies() throws StoreException;

    /// One study by its pseudonymous Study Instance UID.
    Optional<StudySummary> study(String studyUid) throws StoreException;

    /// Begins an import.
    ImportBatch beginImport() throws StoreException;

    /// A study's instances in the order of their import; empty where there is none.
    List<StoredInstance> instances(String studyUid) throws StoreException;

    /// Appends a record, the study's new summary and a log entry in one transaction.
    ///
    /// @param change makes the new summary out of the one the study has at that moment; it must not call the store
    /// @throws StoreException CHANGED where the record is to stand after another than the last; SEALED
    StoredRecord append(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException;

    /// A study's records, oldest first, superseded ones included.
    default List<StoredRecord> records(String studyUid) throws StoreException {
        return records(studyUid, EnumSet.allOf(RecordKind.class));
    }

    /// The same, all of them, with the content of some kinds alone: what a model found on a slide takes longer to open than all a
    /// reader did. Of others [StoredRecord#payload()] refuses.
    ///
    /// @param opened kinds whose content is opened
    List<StoredRecord> records(String studyUid, Set<RecordKind> opened) throws StoreException;

    /// First opinions on a study, oldest first, without opening what else is said of it. It is no read of findings, and none is
    /// logged: an opinion tells what its reader had drawn, and nothing of a program.
    List<StoredRecord> firstOpinions(String studyUid) throws StoreException;

    /// What is kept of a study's double reading, oldest first, without opening what else is said of it; no read is logged.
    ///
    /// @param steps true for the steps of readings that stand beside the study's own journal; false for those of the double reading
    ///     itself
    List<StoredRecord> doubleReading(String studyUid, boolean steps) throws StoreException;

    /// Records that accompany a study's images (consents, de-identification reports), oldest first.
    List<StoredRecord> attached(String studyUid) throws StoreException;

    /// Keeps a new version of a site object.
    SiteObject putSite(SiteKind kind, String name, byte[] content) throws StoreException;

    /// The newest version of a site object.
    Optional<byte[]> site(SiteKind kind, String name) throws StoreException;

    /// One version of a site object.
    Optional<byte[]> site(SiteKind kind, String name, int version) throws StoreException;

    /// All versions of all objects of a kind, oldest first.
    List<SiteObject> listSite(SiteKind kind) throws StoreException;

    /// Keeps an event that changes nothing else: a read, a login, a failure, an export.
    void log(AuditEntry entry) throws StoreException;

    /// Log entries.
    ///
    /// @param from first sequence, from 0
    /// @param most how many at most
    List<LoggedEvent> events(long from, int most) throws StoreException;

    /// Checks the whole store: chain, root, checkpoints, anchors, and every row and chunk by decrypting it.
    /// A fault is a line of the report, not an exception.
    VerifyReport verify(JobContext context) throws StoreException;

    /// Hands every plaintext the store's keys open to a visitor, compressed payloads inflated, with its place.
    void forEachPlaintext(BiConsumer<String, byte[]> visitor) throws StoreException;

    /// Clears the keys and the study list; everything but [#unlock] and [#close] is refused until then.
    void lock() throws StoreException;

    /// Opens a locked store again.
    ///
    /// @param passphrase wiped before this returns
    void unlock(char[] passphrase) throws StoreException;

    /// Opens a locked store again, perhaps for another account.
    ///
    /// @param by wiped before this returns
    void unlock(Credentials by) throws StoreException;

    /// Writes a checkpoint, clears the keys and gives the folder back.
    @Override
    void close() throws StoreException;
}
