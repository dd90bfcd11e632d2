package loupe.app.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import loupe.core.dicom.DataSet;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.deid.risk.PrivateCounts;
import loupe.exchange.dimse.DimsePeer;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.hl7.Retries;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.inference.ModelRunner;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.Provider;
import loupe.inference.trial.ModelTrial;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.dashboard.ReadDashboard;
import loupe.review.detecting.AnalyzeArrivals;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.detecting.ArrivalRules;
import loupe.review.detecting.EvaluateModel;
import loupe.review.detecting.ModelShelf;
import loupe.review.explaining.AlternativeOutlines;
import loupe.review.explaining.DoubtfulBorders;
import loupe.review.explaining.ExplainFinding;
import loupe.review.explaining.ModelProbabilities;
import loupe.review.exporting.ExportStudy;
import loupe.review.identity.IdentityBook;
import loupe.review.identity.WayBack;
import loupe.review.importing.ImportStudies;
import loupe.review.importing.ReviewQueue;
import loupe.review.inventory.Inventory;
import loupe.review.node.NodeBook;
import loupe.review.node.OwnAddress;
import loupe.review.node.PeerOpener;
import loupe.review.opinion.BlindReading;
import loupe.review.opinion.ReadersStore;
import loupe.review.person.ExportPerson;
import loupe.review.prompt.PromptedOutlines;
import loupe.review.quality.QualityBench;
import loupe.review.reading.ListBook;
import loupe.review.reading.ReadingList;
import loupe.review.reading.ShownFirst;
import loupe.review.receiving.ReceiveInstances;
import loupe.review.report.ReportBook;
import loupe.review.retention.Retention;
import loupe.review.retrieving.QueryNode;
import loupe.review.retrieving.RetrieveStudy;
import loupe.review.sealing.SealReview;
import loupe.review.sending.Orders;
import loupe.review.sending.OutgoingBook;
import loupe.review.sending.SendReport;
import loupe.review.sending.SendResults;
import loupe.review.session.ReviewSession;
import loupe.review.session.Volumes;
import loupe.review.training.WriteTrainingSet;
import loupe.review.twice.DoubleReads;
import loupe.review.twice.book.TwoReadersStore;
import loupe.review.worklist.Claims;
import loupe.review.worklist.Worklist;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.keys.Credentials;
import loupe.store.keys.KdfCost;
import loupe.store.keys.Keyring;
import loupe.store.setting.StoreSettings;

/// One open store and the use-cases over it. The one place where modules meet.
public final class Workplace implements AutoCloseable {
    /// The store itself but for the readings of others where two readers read a study: for what runs models, imports and keeps steps.
    private final TwoReadersStore whole;
    private final BlindReading blind;
    /// What the account at work may see of it: for everything that is shown, listed, reported or written out.
    private final Store store;
    private final Clock clock;
    private final String actor;
    private final EngineSettings engine;
    private final PpOcrText text;
    private final ModelRunner runner;
    private final AuditSending sending;
    private final Path folder;
    private final Volumes volumes = new Volumes(MemoryBudget.volumeBytes());

    private static final long PAUSE_NANOS = 100_000_000;
    /// A person waits for it, and what was not taken is tried again from the queue.
    private static final Retries RETRIES =
            new Retries(Duration.ofSeconds(10), Duration.ofSeconds(90), Duration.ofSeconds(2), 3, Workplace::pause);
    /// Bytes of one series that may wait, encrypted, until it is whole.
    private static final long MOST_SPOOLED = 64L << 30;

    /// Bytes of one instance that is pushed.
    private static final long MOST_OF_ONE = 4L << 30;

    private Workplace(Store store, Path folder, Clock clock, String actor, EngineSettings engine) {
        this.whole = new TwoReadersStore(store, new SecureRandom());
        this.blind = new BlindReading(whole);
        this.store = new ReadersStore(whole, blind);
        this.folder = folder;
        this.clock = clock;
        this.actor = actor;
        this.engine = engine;
        this.text = new PpOcrText(engine);
        this.runner = new ModelRunner(engine, clock, Version.SOFTWARE);
        this.sending = new AuditSending(store.outbox());
    }

    /// How a workplace is opened.
    ///
    /// @param store the store's folder
    /// @param places where the device secret lies
    /// @param actor account name that comes in
    /// @param cost cost of a passphrase try
    /// @param spareProcessors processors left free for a window
    public record Opening(Path store, Places places, String actor, KdfCost cost, int spareProcessors) {
        /// The same for another account.
        public Opening by(String account) {
            return new Opening(store, places, account, cost, spareProcessors);
        }

        /// How the store itself is opened.
        public StoreSettings settings() {
            Keyring keyring = places.keyring() ? new SystemKeyring() : Keyring.none();
            return new StoreSettings(Clock.systemUTC(), new SecureRandom(), places.deviceSecrets(), cost, actor, keyring);
        }
    }

    /// Opens the store.
    ///
    /// @param passphrase wiped before this returns
    /// @throws IOException if it does not open; the message says why and what to do
    public static Workplace open(Opening o, char[] passphrase) throws IOException {
        return over(Store.open(o.store(), passphrase, o.settings()), o);
    }

    /// Opens the store with other credentials than a bare passphrase.
    ///
    /// @param by wiped before this returns
    /// @throws IOException if it does not open; the message says why and what to do
    public static Workplace open(Opening o, Credentials by) throws IOException {
        return over(Store.open(o.store(), by, o.settings()), o);
    }

    /// Makes the store and opens it.
    ///
    /// @param passphrase wiped before this returns
    /// @throws IOException if it cannot be made
    public static Workplace create(Opening o, char[] passphrase) throws IOException {
        return over(Store.create(o.store(), passphrase, o.settings()), o);
    }

    /// The name that enters verdicts and seals is the account's that came in, whatever was asked for.
    private static Workplace over(Store store, Opening o) throws IOException {
        String actor = store.accounts().present().name();
        Provider provider = Provider.of(System.getProperty("loupe.provider", Provider.CPU.word()));
        return new Workplace(store, o.store(), Clock.systemUTC(), actor, EngineSettings.sparing(o.spareProcessors()).on(provider));
    }

    /// The store, as the account at work may see it.
    public Store store() {
        return store;
    }

    /// Tells the time of verdicts and seals.
    public Clock clock() {
        return clock;
    }

    /// Account name that enters verdicts.
    public String actor() {
        return actor;
    }

    /// The list of studies.
    public Worklist worklist() {
        return new Worklist(store);
    }

    /// The list of studies as a reader works from it.
    public ReadingList readingList() {
        return new ReadingList(store);
    }

    /// How the account at work has the list.
    public ListBook listBook() {
        return new ListBook(store);
    }

    /// Who has which study in hand.
    public Claims claims() {
        return new Claims(store);
    }

    /// What persons have agreed to.
    public Consents consents() {
        return new Consents(store);
    }

    /// The import for care, with the import profile and this store's pseudonym key.
    ///
    /// @throws IOException if the key cannot be had
    public ImportStudies importing() throws IOException {
        return importing(Purpose.CARE, false);
    }

    /// The import for a purpose.
    ///
    /// @param deface whether faces are taken out of head series
    /// @throws IOException if the key cannot be had
    public ImportStudies importing(Purpose purpose, boolean deface) throws IOException {
        return new ImportStudies(whole, door(deface), Runtime.getRuntime().availableProcessors(), purpose);
    }

    /// The systems of the hospital this site speaks with.
    public NodeBook nodes() {
        return new NodeBook(store);
    }

    /// The ways to them.
    public NodePeers peers() {
        return NodePeers.USUAL;
    }

    /// Where this machine listens while the window works with a node.
    ///
    /// @throws IOException if the store fails
    public Listening listening() throws IOException {
        return new Listening(OwnAddress.of(store));
    }

    /// Asking nodes what they hold.
    public QueryNode querying() {
        return new QueryNode(store);
    }

    /// Fetching from nodes.
    ///
    /// @param deface whether faces are taken out of head series
    /// @throws IOException if the key cannot be had
    public RetrieveStudy retrieving(Purpose purpose, boolean deface) throws IOException {
        return new RetrieveStudy(
                store, importing(purpose, deface), new RetrieveStudy.Spooling(folder, MOST_SPOOLED, new SecureRandom()));
    }

    /// Taking what nodes push.
    ///
    /// @param arrivals is told of each instance
    /// @throws IOException if the key cannot be had
    public ReceiveInstances receiving(Purpose purpose, ReceiveInstances.Arrivals arrivals) throws IOException {
        return new ReceiveInstances(
                importing(purpose, false),
                new ReceiveInstances.Bounds(folder, MOST_OF_ONE, Runtime.getRuntime().availableProcessors(), new SecureRandom()),
                arrivals);
    }

    /// Which studies stand first in the list.
    public ShownFirst shownFirst() {
        return new ShownFirst(store);
    }

    /// Sending results to nodes.
    ///
    /// @throws IOException if the key cannot be had
    public SendResults sending(PeerOpener by) throws IOException {
        Deidentifier door = door(false);
        Orders orders = new Orders(store, nodes(), Workplace::worklist);
        SendReport reports = new SendReport(new SendReport.Parts(
                store, identities(), nodes(), by, door::pseudonymOf, RETRIES, orders, Clock.systemDefaultZone()));
        return new SendResults(new SendResults.Parts(
                store, exporting(), identities(), by, door::pseudonymOf, reports, orders, Clock.systemDefaultZone()));
    }

    private static Peer.Found worklist(Node node, DataSet keys, int most, JobContext context) throws IOException {
        try (DimsePeer peer = new DimsePeer(node, Timeouts.USUAL, Optional.empty())) {
            return peer.worklist(keys, most, context);
        }
    }

    /// Waits, and hears a cancel.
    private static void pause(Duration time, JobContext context) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            context.checkCancelled();
            LockSupport.parkNanos(Math.min(PAUSE_NANOS, until - System.nanoTime()));
        }
    }

    /// What was sent, and what is to be.
    public OutgoingBook outgoing() {
        return new OutgoingBook(store);
    }

    /// What readers corrected, as training sets.
    public WriteTrainingSet trainingSets() {
        return new WriteTrainingSet(store, new SecureRandom());
    }

    /// Who pseudonyms are, where the site keeps that.
    public IdentityBook identities() {
        return new IdentityBook(store);
    }

    private Deidentifier door(boolean deface) throws IOException {
        byte[] key = store.projectKey("import");
        try {
            Profile profile = Profiles.importProfile();
            return new Deidentifier(deface ? profile.defacing() : profile, PseudonymKey.of(key), text);
        } finally {
            java.util.Arrays.fill(key, (byte) 0);
        }
    }

    /// The images that wait for a person.
    ///
    /// @param deface whether faces are taken out of head series
    /// @throws IOException if the key cannot be had
    public ReviewQueue queue(boolean deface) throws IOException {
        return new ReviewQueue(whole, door(deface));
    }

    /// Counts that may leave, written off this store's budget.
    ///
    /// @param totalWhereNew epsilon in all, times 10,000, where no budget was set before
    public PrivateCounts counts(long totalWhereNew) {
        return new PrivateCounts(new StoreBudget(store, totalWhereNew), new SecureRandom());
    }

    /// Analysis for a purpose.
    public AnalyzeStudy analysis(Purpose purpose) {
        return new AnalyzeStudy(whole, runner, purpose, volumes);
    }

    /// Analysis of what an import brought.
    ///
    /// @param faults keeps what went wrong with a study, for the log
    public AnalyzeArrivals arrivals(Purpose purpose, Consumer<Throwable> faults) {
        return new AnalyzeArrivals(whole, analysis(purpose), faults);
    }

    /// Whether the account that came in may run models.
    ///
    /// @throws IOException if the store fails or is locked
    public boolean mayAnalyze() throws IOException {
        return store.accounts().present().may(Permission.ANALYZE);
    }

    /// How models run here.
    public EngineSettings engine() {
        return engine;
    }

    /// Analysis for care.
    public AnalyzeStudy analysis() {
        return analysis(Purpose.CARE);
    }

    /// The models of this site.
    public ModelShelf models() {
        return new ModelShelf(store, clock, actor, new ModelTrial(ModelTrial.Caps.USUAL));
    }

    /// The site's model for prompts.
    public PromptedOutlines prompts() {
        return new PromptedOutlines(models(), runner);
    }

    /// The site's rules for arriving series.
    public ArrivalRules rules() {
        return new ArrivalRules(store);
    }

    /// Measuring models against truth.
    public EvaluateModel evaluating() {
        return new EvaluateModel(models(), runner);
    }

    /// Explanations of findings.
    public ExplainFinding explaining() {
        return new ExplainFinding(store, runner, volumes);
    }

    /// Where a model is in doubt about a border.
    public DoubtfulBorders doubts() {
        return new DoubtfulBorders(probabilities());
    }

    /// What a model would have outlined at another probability.
    public AlternativeOutlines alternatives() {
        return new AlternativeOutlines(probabilities());
    }

    private ModelProbabilities probabilities() {
        return new ModelProbabilities(store, runner, volumes, models()::catalogue);
    }

    /// Opens a study for review.
    ///
    /// @throws IOException if it is not there or damaged
    public ReviewSession review(String studyUid) throws IOException {
        return ReviewSession.open(blind, clock, actor, studyUid);
    }

    /// Who reads blind first.
    public BlindReading blindReading() {
        return blind;
    }

    /// Sealing.
    public SealReview sealing() {
        return new SealReview(whole, clock);
    }

    /// Reports of studies.
    public ReportBook report() {
        return new ReportBook(store, blind::requireReadersSeen);
    }

    /// Second looks at sealed reviews.
    public QualityBench quality() {
        return new QualityBench(blind);
    }

    /// Studies that two readers read.
    public DoubleReads doubleReads() {
        return new DoubleReads(whole);
    }

    /// Figures of the site.
    public ReadDashboard dashboard() {
        return new ReadDashboard(store);
    }

    /// A seed for a draw, by chance; it is kept with what is drawn.
    public long seed() {
        return new SecureRandom().nextLong();
    }

    /// The site's data sets and flows.
    public Inventory inventory() {
        return new Inventory(store);
    }

    /// From original numbers to studies, and from pseudonyms to persons.
    public WayBack wayBack() {
        return new WayBack(store);
    }

    /// How long studies are kept, and the erasing of what is due.
    public Retention retention() {
        return new Retention(store);
    }

    /// What is held on one person.
    public ExportPerson person() {
        return new ExportPerson(store);
    }

    /// Exports.
    public ExportStudy exporting() {
        return new ExportStudy(store, Version.SOFTWARE);
    }

    /// Locks the store and gives the memory of its images back. Work under way fails at its next look into the store; what it
    /// holds goes with its end.
    ///
    /// @throws IOException if the log cannot be written; keys and images are gone all the same
    public void lock() throws IOException {
        try {
            store.lock();
        } finally {
            volumes.clear();
        }
    }

    /// Stacks as volumes, shared with the models.
    public Volumes volumes() {
        return volumes;
    }

    /// Bytes that decrypted volumes take now.
    public long volumeBytes() {
        return volumes.bytes();
    }

    @Override
    public void close() throws IOException {
        runner.close();
        volumes.close();
        text.close();
        sending.close();
        store.close();
    }
}
