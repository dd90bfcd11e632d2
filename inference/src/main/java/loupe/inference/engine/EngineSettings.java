package loupe.inference.engine;

/// How models run.
///
/// @param threads threads inside one run, 1 to 256
/// @param deterministic whether only kernels whose result does not vary from run to run may be used
public record EngineSettings(int threads, boolean deterministic) {
    /// Checks the range.
    public EngineSettings {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads must be 1 to 256, was " + threads);
        }
    }

    /// All processors but `spare`, at least one; deterministic.
    public static EngineSettings sparing(int spare) {
        return new EngineSettings(Math.max(1, Runtime.getRuntime().availableProcessors() - spare), true);
    }
}
