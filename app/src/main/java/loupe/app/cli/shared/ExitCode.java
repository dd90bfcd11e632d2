package loupe.app.cli.shared;

/// What `loupe` answers its caller; 0 is done.
public final class ExitCode {
    /// Something failed.
    public static final int FAILED = 1;

    /// The command was misused.
    public static final int MISUSED = 2;

    /// Ctrl-C (128 + SIGINT).
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
