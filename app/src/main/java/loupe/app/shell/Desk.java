package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import loupe.app.audit.LogViewModel;
import loupe.app.batch.BatchesViewModel;
import loupe.app.browser.BrowserViewModel;
import loupe.app.dashboard.DashboardViewModel;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.identity.WayBackViewModel;
import loupe.app.jobs.JobsViewModel;
import loupe.app.models.ModelsViewModel;
import loupe.app.people.PeopleViewModel;
import loupe.app.nodes.NodesViewModel;
import loupe.app.privacy.PrivacyViewModel;
import loupe.app.query.QueryViewModel;
import loupe.app.quality.QualityViewModel;
import loupe.app.report.ReportViewModel;
import loupe.app.retention.RetentionViewModel;
import loupe.app.sending.OutgoingViewModel;
import loupe.app.twice.DifferencesViewModel;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudyClaim;
import loupe.core.work.JobContext;
import loupe.review.consent.Purpose;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.exporting.ExportStudy;
import loupe.review.importing.ImportReport;
import loupe.review.job.Job;
import loupe.review.report.Report;
import loupe.review.report.ReportChange;
import loupe.review.retrieving.Retrieved;
import loupe.review.screen.DisplayBook;
import loupe.review.screen.DisplayCheck;
import loupe.review.screen.FurtherMonitors;
import loupe.review.screen.KeyBook;
import loupe.review.screen.KeyChoice;
import loupe.review.screen.MonitorBook;
import loupe.review.screen.ThemeBook;
import loupe.review.screen.WindowLook;
import loupe.review.twice.DoubleReads;
import loupe.review.worklist.Claims;
import loupe.store.keys.Credentials;

/// An opened workplace with what the window keeps on it; for the toolkit's thread.
final class Desk implements AutoCloseable {
    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final BrowserViewModel browser;
    private final Consumer<Throwable> faults;
    /// The study that is claimed for this window; touched on the store's thread only.
    private Optional<String> inHand = Optional.empty();

    Desk(Workplace workplace, Background store, Consumer<Throwable> faults) {
        this.workplace = workplace;
        this.store = store;
        this.faults = faults;
        this.jobs = new JobsViewModel(workplace.clock());
        this.browser = new BrowserViewModel(
                new BrowserViewModel.Source(workplace.readingList(), workplace.listBook(), workplace.actor()), store);
        this.browser.workingProperty().bind(Bindings.isNotEmpty(jobs.lines()));
    }

    JobsViewModel jobs() {
        return jobs;
    }

    BrowserViewModel browser() {
        return browser;
    }

    /// What is done with a study that was reached for.
    ///
    /// @param open told of it once it is read
    /// @param held told who has it, where another reader has it in hand
    record Reached(Consumer<OpenStudy> open, Consumer<StudyClaim> held) {}

    /// Takes a study in hand and opens it.
    void open(String studyUid, Reached then) {
        store.<Runnable>run(
                () -> switch (workplace.claims().take(studyUid)) {
                    case Claims.Outcome.Held h -> () -> then.held().accept(h.claim());
                    case Claims.Outcome.Taken t -> {
                        OpenStudy study = inHand(studyUid);
                        yield () -> then.open().accept(study);
                    }
                    case Claims.Outcome.Looked l -> {
                        giveBackNow();
                        OpenStudy study = OpenStudy.read(workplace, studyUid, Optional.empty());
                        yield () -> then.open().accept(study);
                    }
                },
                Runnable::run);
    }

    /// Opens a study that another reader has in hand, without taking it.
    void look(String studyUid, StudyClaim held, Consumer<OpenStudy> then) {
        store.run(
                () -> {
                    giveBackNow();
                    return OpenStudy.read(workplace, studyUid, Optional.of(held));
                },
                then);
    }

    /// Takes a study over that another reader has in hand, and opens it.
    void takeOver(String studyUid, String reason, Consumer<OpenStudy> then) {
        store.run(
                () -> {
                    workplace.claims().takeOver(studyUid, reason);
                    return inHand(studyUid);
                },
                then);
    }

    /// Reads a study that is in hand now; the one that was before is given back, and this one where it cannot be read.
    private OpenStudy inHand(String studyUid) throws IOException {
        if (inHand.filter(before -> !before.equals(studyUid)).isPresent()) {
            giveBackNow();
        }
        inHand = Optional.of(studyUid);
        boolean read = false;
        try {
            OpenStudy study = OpenStudy.read(workplace, studyUid, Optional.empty());
            read = true;
            return study;
        } finally {
            if (!read) {
                giveBackNow();
            }
        }
    }

    /// Gives the study in hand back, after every step given so far is in the store.
    void giveBack() {
        store.run(
                () -> {
                    giveBackNow();
                    return true;
                },
                done -> {});
    }

    /// The same at once; on the store's thread.
    void giveBackNow() throws IOException {
        Optional<String> had = inHand;
        inHand = Optional.empty();
        if (had.isPresent()) {
            workplace.claims().release(had.get());
        }
    }

    /// Gives back what a program that was killed left in this account's hand.
    void comeIn() {
        store.run(() -> workplace.claims().releaseLeft(), given -> {});
    }

    /// The further monitors of the last time; nothing is told where they cannot be read.
    void monitors(Consumer<FurtherMonitors> then) {
        store.run(() -> new MonitorBook(workplace.store()).monitors(), then);
    }

    /// Keeps which further monitors are used.
    void keep(FurtherMonitors monitors) {
        store.run(
                () -> {
                    new MonitorBook(workplace.store()).keep(monitors);
                    return true;
                },
                done -> {});
    }

    /// How this account has its window.
    void look(Consumer<WindowLook> then) {
        store.run(() -> new ThemeBook(workplace.store()).look(), then);
    }

    /// Keeps how it does.
    void keep(WindowLook look) {
        store.run(
                () -> {
                    new ThemeBook(workplace.store()).keep(look);
                    return true;
                },
                done -> {});
    }

    /// The keys of this account.
    void keys(Consumer<KeyChoice> then) {
        store.run(() -> new KeyBook(workplace.store()).choice(), then);
    }

    /// Keeps them.
    void keep(KeyChoice keys) {
        store.run(
                () -> {
                    new KeyBook(workplace.store()).keep(keys);
                    return true;
                },
                done -> {});
    }

    /// Whether the display counts as checked.
    void displayChecked(Consumer<Boolean> then) {
        store.run(() -> new DisplayBook(workplace.store()).checked(), then);
    }

    /// Keeps a look at the test pattern.
    void keep(String monitor, Map<String, Boolean> answers, Consumer<DisplayCheck> then) {
        store.run(() -> new DisplayBook(workplace.store()).keep(monitor, answers), then);
    }

    FindingsViewModel findings(OpenStudy study) {
        return new FindingsViewModel(study.review(), workplace.sealing(), workplace.doubleReads(), workplace.actor(), store, faults);
    }

    /// What an import brought.
    ///
    /// @param report what it did
    /// @param analyse whether the site's rules ask for an analysis, and this account may run one
    record Arrived(ImportReport report, boolean analyse) {}

    void importing(List<Path> paths, Consumer<Arrived> then) {
        jobs.start(
                say("Import"),
                context -> {
                    boolean analyse = workplace.mayAnalyze() && workplace.rules().rules().onArrival();
                    return new Arrived(workplace.importing().run(paths, context), analyse);
                },
                then,
                faults);
    }

    /// Analyses what an import brought.
    ///
    /// @param log keeps what went wrong with single studies
    void analyse(ImportReport arrived, Consumer<Throwable> log, Consumer<ArrivalAnalysis> then) {
        analyse(arrived.studyUids(), arrived.grownSeries(), log, then);
    }

    /// The same for what came another way.
    ///
    /// @param studies pseudonymous UIDs of the studies that something came for
    /// @param grown pseudonymous UIDs of the series that got images
    void analyse(Set<String> studies, Set<String> grown, Consumer<Throwable> log, Consumer<ArrivalAnalysis> then) {
        running(
                say("Analysis of what came in"),
                List.copyOf(studies),
                context -> workplace.arrivals(Purpose.CARE, log).run(studies, grown, workplace.models().catalogue(), context),
                then);
    }

    void analyse(String studyUid, Consumer<AnalyzeStudy.Analysis> then) {
        running(
                say("Analysis"),
                List.of(studyUid),
                context -> workplace
                        .analysis()
                        .run(studyUid, Optional.empty(), workplace.models().catalogue(), context),
                then);
    }

    /// A job that runs models; the list says so as long as it does.
    private <T> void running(String title, List<String> studyUids, Job<T> job, Consumer<T> then) {
        browser.running(studyUids, true);
        jobs.start(
                title,
                job,
                value -> {
                    browser.running(studyUids, false);
                    then.accept(value);
                },
                fault -> {
                    browser.running(studyUids, false);
                    faults.accept(fault);
                });
    }

    void export(String studyUid, Path folder, Consumer<ExportStudy.Exported> then) {
        jobs.start(
                say("Export"),
                context -> workplace.exporting().run(studyUid, folder, new ExportStudy.Choice(true), context),
                then,
                faults);
    }

    /// Clears keys, volumes and the list after every step given so far is in the store; jobs are stopped.
    void lock(Runnable then) {
        jobs.cancelAll();
        browser.clear();
        store.run(
                () -> {
                    try {
                        giveBackNow();
                    } finally {
                        workplace.lock();
                    }
                    return true;
                },
                done -> {
                    // A reading of the list that was under way has come by now.
                    browser.clear();
                    then.run();
                });
    }

    /// The report of a study.
    ReportViewModel report(String studyUid) {
        return new ReportViewModel(
                new ReportViewModel.Source() {
                    @Override
                    public Report read() throws IOException {
                        return workplace.report().of(studyUid, JobContext.unattended());
                    }

                    @Override
                    public Report keep(List<ReportChange> changes) throws IOException {
                        workplace.claims().requireFree(studyUid);
                        return workplace.report().keep(studyUid, changes, JobContext.unattended());
                    }

                    @Override
                    public List<String> write(Path file) throws IOException {
                        return workplace.exporting().report(studyUid, file, Purpose.CARE, JobContext.unattended());
                    }
                },
                new Background("report", faults), faults);
    }

    /// What two readers of a study differ in, where the account may settle it.
    ///
    /// @param then told of them; nothing is told where there is nothing to settle for it
    void differences(String studyUid, Consumer<DifferencesViewModel> then) {
        store.run(
                () -> workplace.doubleReads().standing(studyUid).yours() == DoubleReads.Yours.TO_SETTLE,
                mine -> {
                    if (mine) {
                        then.accept(new DifferencesViewModel(workplace.doubleReads(), studyUid, store));
                    }
                });
    }

    /// Second looks at sealed reviews.
    QualityViewModel quality() {
        return new QualityViewModel(workplace, store, jobs);
    }

    /// Batches.
    ///
    /// @param log keeps what went wrong with single studies
    BatchesViewModel batches(Consumer<Throwable> log) {
        return new BatchesViewModel(workplace, store, jobs, log);
    }

    /// The models of the site.
    ModelsViewModel models() {
        return new ModelsViewModel(workplace, store);
    }

    /// The log.
    LogViewModel log() {
        return new LogViewModel(workplace, jobs);
    }

    /// The way back.
    WayBackViewModel wayBack() {
        return new WayBackViewModel(workplace.wayBack(), store);
    }

    /// Retention.
    RetentionViewModel retention() {
        return new RetentionViewModel(workplace.retention(), store, jobs);
    }

    /// Asking nodes what they hold.
    ///
    /// @param grown told when something came in
    /// @param analysing told of what came where it is to be analysed
    QueryViewModel query(Runnable grown, Consumer<Retrieved> analysing) {
        return new QueryViewModel(workplace, store, jobs, grown, analysing);
    }

    /// The nodes.
    NodesViewModel nodes() {
        return new NodesViewModel(workplace, store, jobs);
    }

    /// What goes to nodes.
    ///
    /// @param changed told when something was sent
    OutgoingViewModel outgoing(Runnable changed) {
        return new OutgoingViewModel(workplace, store, jobs, browser::number, changed);
    }

    /// Privacy and inventory.
    PrivacyViewModel privacy() {
        return new PrivacyViewModel(workplace, store, jobs);
    }

    /// Figures of the site.
    ///
    /// @param show shows the studies behind a number
    DashboardViewModel figures(Consumer<DashboardViewModel.Behind> show) {
        return new DashboardViewModel(workplace, jobs, show);
    }

    /// What is done about people.
    PeopleViewModel people() {
        return new PeopleViewModel(workplace, store);
    }

    /// Account that works here; the same comes back after a lock.
    String account() {
        return workplace.actor();
    }

    void unlock(Credentials by, Runnable then, Consumer<Throwable> otherwise) {
        store.run(
                () -> {
                    workplace.store().unlock(by);
                    return true;
                },
                done -> then.run(),
                otherwise);
    }

    /// Stops jobs; the workplace itself is closed by who opened it.
    @Override
    public void close() {
        jobs.cancelAll();
        jobs.close();
    }
}
