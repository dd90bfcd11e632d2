package loupe.review.detecting;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.engine.EngineSettings;
import loupe.review.edit.ReviewState;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.review.session.Journal;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// A site of its own: a store, the door and the built-in models.
public final class Site implements AutoCloseable {
    private final Store store;
    private final ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test");
    private final List<Throwable> faults = new ArrayList<>();

    /// @param folder an empty folder
    public Site(Path folder) throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab");
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings);
    }

    /// Its store.
    public Store store() {
        return store;
    }

    List<Throwable> faults() {
        return faults;
    }

    /// Imports what lies there.
    public ImportReport imported(Path... paths) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        return new ImportStudies(store, door, 1).run(List.of(paths), JobContext.unattended());
    }

    AnalyzeStudy analysis() {
        return new AnalyzeStudy(store, runner);
    }

    /// Has the built-in models look at a study.
    public AnalyzeStudy.Analysis analysed(String studyUid) throws IOException {
        return analysis().run(studyUid, Optional.empty(), ModelCatalogue.builtIn(), JobContext.unattended());
    }

    ArrivalAnalysis arrivals(ImportReport report, JobContext job) throws IOException {
        return new AnalyzeArrivals(store, analysis(), faults::add).run(report, ModelCatalogue.builtIn(), job);
    }

    /// What is known of a study.
    public ReviewState state(String studyUid) throws IOException {
        return Journal.replay(store.records(studyUid)).state();
    }

    @Override
    public void close() throws IOException {
        runner.close();
        store.close();
    }
}
