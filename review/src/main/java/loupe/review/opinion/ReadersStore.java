package loupe.review.opinion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.review.quality.book.AwaitedLooks;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
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
import org.jspecify.annotations.Nullable;

/// A store as the account at work may see it: of a study whose first opinion is awaited only images, and what accompanies them; of one
/// that awaits a second look also what models found.
///
/// It is the one gate of the blind first read. Window, command line, lists, exports and reports are given this store; what runs
/// models and keeps their answers is given the store itself. Of a hidden study it gives no record but what accompanies images, no
/// first opinion, no instance that may be an algorithm's work, a summary that is the same whatever was found, no word of the log
/// on what was done to its findings, and no leave to export. Of one whose reader's answer waits for a second look ([AwaitedLooks]) it
/// gives models' findings, but nothing that a reader did. Nor does it give what is kept of samples, which says what readers answered.
public final class ReadersStore implements Store {
    private final Store whole;
    private final BlindReading blind;
    /// Summaries of hidden studies without what algorithms sent along, by what they were made of.
    private final Map<StudySummary, StudySummary> masked = new ConcurrentHashMap<>();

    /// @param whole the store itself
    /// @param blind who reads blind
    public ReadersStore(Store whole, BlindReading blind) {
        this.whole = whole;
        this.blind = blind;
    }

    @Override
    public List<StudySummary> studies() throws StoreException {
        List<StudySummary> all = whole.studies();
        boolean first = blind.applies();
        Set<String> looks = blind.looks().hidden();
        if (!first && looks.isEmpty()) {
            return all;
        }
        List<StudySummary> out = new ArrayList<>();
        for (StudySummary s : all) {
            out.add(looks.contains(s.studyUid()) ? beforeSecondLook(s) : first ? shown(s) : s);
        }
        return List.copyOf(out);
    }

    @Override
    public Optional<StudySummary> study(String studyUid) throws StoreException {
        Optional<StudySummary> s = whole.study(studyUid);
        if (s.isPresent() && blind.looks().hides(studyUid)) {
            return Optional.of(beforeSecondLook(s.get()));
        }
        return s.isEmpty() || !blind.applies() ? s : Optional.of(shown(s.get()));
    }

    /// A sealed study without a word of how many findings stand and how pressing they are, which decisions change.
    private static StudySummary beforeSecondLook(StudySummary s) {
        return s.with(0, Urgency.UNKNOWN).with(StudyState.SECOND_LOOK);
    }

    /// Of a reader who reads blind.
    private StudySummary shown(StudySummary s) throws StoreException {
        if (!blind.hidesWhereItApplies(Optional.of(s))) {
            return s;
        }
        StudySummary known = masked.get(s);
        if (known == null) {
            known = masked(s);
            masked.put(s, known);
        }
        return known;
    }

    private StudySummary masked(StudySummary s) throws StoreException {
        String modalities = s.modalities();
        int series = s.seriesCount();
        int instances = s.instanceCount();
        if (AlgorithmsWork.mayHold(modalities)) {
            Set<String> kinds = new LinkedHashSet<>();
            Set<String> uids = new LinkedHashSet<>();
            List<StoredInstance> left = withoutAlgorithms(whole.instances(s.studyUid()));
            for (StoredInstance i : left) {
                kinds.add(i.header().string(Tag.Modality, ""));
                uids.add(i.header().string(Tag.SeriesInstanceUID, ""));
            }
            modalities = String.join("\\", kinds.stream().filter(k -> !k.isEmpty()).sorted().toList());
            series = uids.size();
            instances = left.size();
        }
        return new StudySummary(
                s.studyUid(), s.patientPseudonym(), s.sex(), s.age(), s.studyDate(), s.description(), modalities, series,
                instances, StudyState.TO_READ, 0, Urgency.UNKNOWN, s.claim());
    }

    private static List<StoredInstance> withoutAlgorithms(List<StoredInstance> all) {
        List<StoredInstance> out = new ArrayList<>();
        for (StoredInstance i : all) {
            DataSet header = i.header();
            if (!AlgorithmsWork.is(header)) {
                out.add(i);
            }
        }
        return List.copyOf(out);
    }

    @Override
    public List<StoredInstance> instances(String studyUid) throws StoreException {
        List<StoredInstance> all = whole.instances(studyUid);
        return blind.hides(studyUid) ? withoutAlgorithms(all) : all;
    }

    @Override
    public List<StoredRecord> records(String studyUid, Set<RecordKind> opened) throws StoreException {
        return blind.hides(studyUid)
                ? whole.attached(studyUid)
                : blind.beforeSecondLook(studyUid, whole.records(studyUid, opened));
    }

    @Override
    public List<StoredRecord> firstOpinions(String studyUid) throws StoreException {
        return blind.hides(studyUid) || blind.looks().hides(studyUid) ? List.of() : whole.firstOpinions(studyUid);
    }

    @Override
    public List<StoredRecord> doubleReading(String studyUid, boolean steps) throws StoreException {
        return whole.doubleReading(studyUid, steps);
    }

    @Override
    public void authorize(Permission action, @Nullable String studyUid) throws StoreException {
        if (action == Permission.EXPORT && studyUid != null && blind.hides(studyUid)) {
            throw new StoreException(StoreException.Kind.FIRST_OPINION_NEEDED, BlindReading.FIRST);
        }
        if (action == Permission.EXPORT && studyUid != null && blind.looks().hides(studyUid)) {
            throw new StoreException(StoreException.Kind.SECOND_LOOK_NEEDED, AwaitedLooks.FIRST);
        }
        whole.authorize(action, studyUid);
    }

    @Override
    public List<LoggedEvent> events(long from, int most) throws StoreException {
        return new ReadersTrail(whole.trail(), blind).events(from, most);
    }

    @Override
    public AuditTrail trail() {
        return new ReadersTrail(whole.trail(), blind);
    }

    @Override
    public StoredRecord append(NewRecord record, UnaryOperator<StudySummary> change, AuditEntry entry) throws StoreException {
        return whole.append(record, change, entry);
    }

    @Override
    public Accounts accounts() {
        return whole.accounts();
    }

    @Override
    public Lifecycle lifecycle() {
        return whole.lifecycle();
    }

    @Override
    public Outbox outbox() {
        return whole.outbox();
    }

    @Override
    public IdentityLink identities() {
        return whole.identities();
    }

    @Override
    public Instant now() {
        return whole.now();
    }

    @Override
    public AccountSignature sign(byte[] message) throws StoreException {
        return whole.sign(message);
    }

    @Override
    public byte[] projectKey(String project) throws StoreException {
        return whole.projectKey(project);
    }

    @Override
    public ImportBatch beginImport() throws StoreException {
        return whole.beginImport();
    }

    @Override
    public List<StoredRecord> attached(String studyUid) throws StoreException {
        return whole.attached(studyUid);
    }

    @Override
    public SiteObject putSite(SiteKind kind, String name, byte[] content) throws StoreException {
        return whole.putSite(kind, name, content);
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name) throws StoreException {
        return kind == SiteKind.QUALITY ? Optional.empty() : whole.site(kind, name);
    }

    @Override
    public Optional<byte[]> site(SiteKind kind, String name, int version) throws StoreException {
        return kind == SiteKind.QUALITY ? Optional.empty() : whole.site(kind, name, version);
    }

    @Override
    public List<SiteObject> listSite(SiteKind kind) throws StoreException {
        return whole.listSite(kind);
    }

    @Override
    public void log(AuditEntry entry) throws StoreException {
        whole.log(entry);
    }

    @Override
    public VerifyReport verify(JobContext context) throws StoreException {
        return whole.verify(context);
    }

    @Override
    public void forEachPlaintext(BiConsumer<String, byte[]> visitor) throws StoreException {
        whole.forEachPlaintext(visitor);
    }

    @Override
    public void lock() throws StoreException {
        masked.clear();
        blind.forget();
        whole.lock();
    }

    @Override
    public void unlock(char[] passphrase) throws StoreException {
        whole.unlock(passphrase);
    }

    @Override
    public void unlock(Credentials by) throws StoreException {
        whole.unlock(by);
    }

    @Override
    public void close() throws StoreException {
        whole.close();
    }
}
