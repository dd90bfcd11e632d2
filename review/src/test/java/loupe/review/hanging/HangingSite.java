package loupe.review.hanging;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// A store behind the real door that can be closed and opened again.
final class HangingSite implements AutoCloseable {
    private static final char[] PASSPHRASE = "a passphrase".toCharArray();

    private final Path folder;
    private Store store;

    HangingSite(Path folder) throws IOException {
        this.folder = folder;
        store = Store.create(folder.resolve("store"), PASSPHRASE.clone(), settings());
    }

    private StoreSettings settings() {
        return new StoreSettings(Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
    }

    Store store() {
        return store;
    }

    /// A new session over the same store.
    void restart() throws IOException {
        store.close();
        store = Store.open(folder.resolve("store"), PASSPHRASE.clone(), settings());
    }

    /// A study as the store has it.
    ///
    /// @param numbers the place of each series where it came from
    record Read(StudySummary summary, StudyKind kind, List<Integer> numbers) {}

    Read imported(DrawnStudy study, String uid, String patient, String date) throws IOException {
        return imported(study.write(folder.resolve("in-" + uid), uid, patient, date));
    }

    Read imported(List<Path> files) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        ImportReport report = new ImportStudies(store, door, 1).run(files, JobContext.unattended());
        StudySummary summary = store.study(report.studyUids().iterator().next()).orElseThrow();
        StudyImages images = StudyImages.of(store, summary.studyUid());
        List<Integer> numbers = images.series().stream().map(s -> s.number() - 1).toList();
        return new Read(summary, StudyKind.of(images, kinds(images)), numbers);
    }

    /// Imports whatever lies in folders.
    ///
    /// @return the studies that hold images
    List<String> allOf(List<Path> folders) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        new ImportStudies(store, door, 2).run(folders, JobContext.unattended());
        List<String> out = new ArrayList<>();
        for (StudySummary s : store.studies()) {
            if (!StudyImages.of(store, s.studyUid()).series().isEmpty()) {
                out.add(s.studyUid());
            }
        }
        return out;
    }

    static List<SeriesKind> kinds(StudyImages images) throws IOException {
        List<SeriesKind> out = new ArrayList<>();
        for (Series s : images.series()) {
            Optional<Stack> stack = s.stacks().stream().findFirst();
            out.add(SeriesKind.of(images, s, stack, s.instances().stream().map(Instance::sopInstanceUid).toList()));
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
