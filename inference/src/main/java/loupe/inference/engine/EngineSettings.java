package loupe.inference.engine;

/// How models run.
///
/// @param threads threads inside one run, 1 to 256
/// @param deterministic whether only kernels whose result does not vary from run to run may be used
/// @param provider what does the arithmetic
public record EngineSettings(int threads, boolean deterministic, Provider provider) {
    /// Checks the range.
    public EngineSettings {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads must be 1 to 256, was " + threads);
        }
    }

    /// On the processor.
    public EngineSettings(int threads, boolean deterministic) {
        this(threads, deterministic, Provider.CPU);
    }

    /// All processors but `spare`, at least one; deterministic; on the processor.
    public static EngineSettings sparing(int spare) {
        return new EngineSettings(Math.max(1, Runtime.getRuntime().availableProcessors() - spare), true);
    }

    /// The same with another provider.
    public EngineSettings on(Provider other) {
        return new EngineSettings(threads, deterministic, other);
    }
}
