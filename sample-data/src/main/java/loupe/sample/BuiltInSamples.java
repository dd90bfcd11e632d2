package loupe.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import loupe.core.study.SampleSource;
import loupe.core.work.JobContext;

/// The samples the demo imports: always those of one seed that no training used.
public final class BuiltInSamples implements SampleSource {
    /// For the service loader.
    public BuiltInSamples() {}

    @Override
    public List<Path> write(Path folder, JobContext job) throws IOException {
        SampleStudies.Written written = SampleStudies.write(folder, PhantomSeeds.demo(), job);
        return List.of(folderOf(written.filmFiles()), folderOf(written.ctFiles()));
    }

    private static Path folderOf(List<Path> files) {
        return Objects.requireNonNull(files.getFirst().getParent());
    }
}
