package loupe.sample;

import java.io.IOException;
import java.nio.file.Path;
import loupe.core.study.SampleSource;

/// The samples the demo imports: always those of one seed that no training used.
public final class BuiltInSamples implements SampleSource {
    /// For the service loader.
    public BuiltInSamples() {}

    @Override
    public Path write(Path folder) throws IOException {
        return SampleStudies.write(folder, PhantomSeeds.demo()).studies();
    }
}
