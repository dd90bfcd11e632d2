package loupe.sample;

import java.io.IOException;
import java.nio.file.Path;

/// Writes the sample studies from the command line.
public final class WriteSamples {
    private WriteSamples() {}

    /// @param arguments folder and, if wanted, a seed
    /// @throws IOException if a file cannot be written
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            throw new IllegalArgumentException("usage: WriteSamples FOLDER [SEED]");
        }
        SampleStudies.write(Path.of(arguments[0]), arguments.length == 2 ? Long.parseLong(arguments[1]) : PhantomSeeds.demo());
    }
}
