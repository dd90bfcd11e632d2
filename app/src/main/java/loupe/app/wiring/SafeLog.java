package loupe.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

/// The log file: event words, exception classes and stack frames, never a message or value that could identify a patient.
public final class SafeLog {
    private static final long MOST_BYTES = 4L << 20;

    private final Path file;
    private final Clock clock;

    /// @param file log file; its folder is made where absent
    public SafeLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The log file of a machine.
    public static SafeLog of(Places places) {
        return new SafeLog(places.log(), Clock.systemUTC());
    }

    /// Where it is.
    public Path file() {
        return file;
    }

    /// Keeps a line.
    ///
    /// @param event words of the program's own; the caller puts no identifier in
    public void line(String event) {
        write(clock.instant() + " " + event + "\n");
    }

    /// Keeps an exception: its classes and frames, not its messages.
    public void fault(Throwable fault) {
        StringBuilder out = new StringBuilder(clock.instant() + " fault\n");
        int depth = 0;
        for (Throwable t = fault; t != null && depth < 8; t = t.getCause(), depth++) {
            out.append(depth == 0 ? "  " : "  caused by ").append(t.getClass().getName()).append('\n');
            for (StackTraceElement frame : t.getStackTrace()) {
                out.append("    at ").append(frame).append('\n');
            }
        }
        write(out.toString());
    }

    private synchronized void write(String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException | UnsupportedOperationException e) {
            // A log that cannot be written must not stop the work.
            System.err.println("loupe: the log file cannot be written");
        }
    }
}
