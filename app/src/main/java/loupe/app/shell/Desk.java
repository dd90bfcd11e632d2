package loupe.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import loupe.app.browser.BrowserViewModel;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.app.jobs.JobsViewModel;
import loupe.app.people.PeopleViewModel;
import loupe.app.wiring.Workplace;
import loupe.review.consent.Purpose;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.exporting.ExportStudy;
import loupe.review.importing.ImportReport;
import loupe.review.screen.FurtherMonitors;
import loupe.review.screen.MonitorBook;
import loupe.store.keys.Credentials;

/// An opened workplace with what the window keeps on it; for the toolkit's thread.
final class Desk implements AutoCloseable {
    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final BrowserViewModel browser;
    private final Consumer<Throwable> faults;

    Desk(Workplace workplace, Background store, Consumer<Throwable> faults) {
        this.workplace = workplace;
        this.store = store;
        this.faults = faults;
        this.jobs = new JobsViewModel(workplace.clock());
        this.browser = new BrowserViewModel(workplace.worklist(), store);
        this.browser.workingProperty().bind(Bindings.isNotEmpty(jobs.lines()));
    }

    JobsViewModel jobs() {
        return jobs;
    }

    BrowserViewModel browser() {
        return browser;
    }

    void open(String studyUid, Consumer<OpenStudy> then) {
        store.run(() -> OpenStudy.read(workplace, studyUid), then);
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

    FindingsViewModel findings(OpenStudy study) {
        return new FindingsViewModel(study.review(), workplace.sealing(), workplace.actor(), store, faults);
    }

    /// What an import brought.
    ///
    /// @param report what it did
    /// @param analyse whether the site's rules ask for an analysis, and this account may run one
    record Arrived(ImportReport report, boolean analyse) {}

    void importing(List<Path> paths, Consumer<Arrived> then) {
        jobs.start(
                "Import",
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
        jobs.start(
                "Analysis of what came in",
                context -> workplace.arrivals(Purpose.CARE, log).run(arrived, workplace.models().catalogue(), context),
                then,
                faults);
    }

    void analyse(String studyUid, Consumer<AnalyzeStudy.Analysis> then) {
        jobs.start(
                "Analysis",
                context -> workplace
                        .analysis()
                        .run(studyUid, Optional.empty(), workplace.models().catalogue(), context),
                then,
                faults);
    }

    void export(String studyUid, Path folder, Consumer<ExportStudy.Exported> then) {
        jobs.start(
                "Export",
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
                    workplace.lock();
                    return true;
                },
                done -> {
                    // A reading of the list that was under way has come by now.
                    browser.clear();
                    then.run();
                });
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
