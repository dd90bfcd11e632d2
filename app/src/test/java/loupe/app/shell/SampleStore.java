package loupe.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.Places;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import loupe.store.keys.KdfCost;

/// A store with a film and 40 slices of the sample CT, imported and analysed by the built-in models; made once, copied
/// for each test.
final class SampleStore {
    static final String PASSPHRASE = "a long enough passphrase";
    private static final int FIRST = 40;
    private static final int LAST = 79;

    private final Path root;

    private SampleStore(Path root) {
        this.root = root;
    }

    /// The store all tests copy, made on first use.
    private enum Master {
        ONE;

        private final Path root = make();

        private static Path make() {
            try {
                Path root = Files.createTempDirectory("loupe-window");
                SampleStudies.Written samples = SampleStudies.write(root.resolve("samples"), PhantomSeeds.demo());
                for (int i = 0; i < samples.ctFiles().size(); i++) {
                    if (i < FIRST || i > LAST) {
                        Files.delete(samples.ctFiles().get(i));
                    }
                }
                SampleStore store = new SampleStore(root.resolve("home"));
                try (Workplace w = store.create()) {
                    w.importing().run(List.of(samples.studies()), JobContext.unattended());
                    String uid = w.store().studies().stream()
                            .filter(s -> s.modalities().contains("CT"))
                            .findFirst()
                            .orElseThrow()
                            .studyUid();
                    w.analysis().run(uid, Optional.empty(), w.models().catalogue(), JobContext.unattended());
                }
                return root;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// A copy for one test.
    static SampleStore copyTo(Path folder) throws IOException {
        return copy(Master.ONE.root.resolve("home"), folder);
    }

    /// A copy of this one as it stands; it must be closed.
    SampleStore copied(Path folder) throws IOException {
        return copy(root, folder);
    }

    private static SampleStore copy(Path from, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path p : all.toList()) {
                Path to = folder.resolve(from.relativize(p).toString());
                if (Files.isDirectory(p)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(p, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return new SampleStore(folder);
    }

    /// The folder of the film's file that was imported, as a modality would send it again.
    static Path film() throws IOException {
        try (Stream<Path> all = Files.walk(Master.ONE.root.resolve("samples"))) {
            return all.filter(p -> p.endsWith("FILM")).findFirst().orElseThrow();
        }
    }

    /// A store of its own with files imported and nothing analysed.
    static SampleStore holding(Path folder, List<Path> files) throws IOException {
        SampleStore store = new SampleStore(folder);
        try (Workplace w = store.create()) {
            w.importing().run(files, JobContext.unattended());
        }
        return store;
    }

    /// A folder with no store in it.
    static SampleStore none(Path folder) {
        return new SampleStore(folder);
    }

    Workplace.Opening opening() {
        Places places = new Places(root.resolve("device"), root.resolve("log/loupe.log"), root.resolve("store"));
        return new Workplace.Opening(places.store(), places, "reader", KdfCost.forTests(), 0);
    }

    MainWindow.Parts parts(Preferences preferences, Choosers choosers) {
        return new MainWindow.Parts(opening(), preferences, SafeLog.of(opening().places()), choosers);
    }

    Workplace open() throws IOException {
        return Workplace.open(opening(), PASSPHRASE.toCharArray());
    }

    private Workplace create() throws IOException {
        return Workplace.create(opening(), PASSPHRASE.toCharArray());
    }
}
