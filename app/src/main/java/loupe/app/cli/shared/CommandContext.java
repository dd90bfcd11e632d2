package loupe.app.cli.shared;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import loupe.app.wiring.SafeLog;
import loupe.core.encoding.Encoding;

/// What every command is given.
///
/// @param out for results
/// @param err for progress and faults
/// @param terminal progress and cancel
/// @param window opens the window
/// @param log the log file
public record CommandContext(PrintStream out, PrintStream err, Terminal terminal, WindowOpener window, SafeLog log) {
    public void json(Object value) {
        out.println(new String(Encoding.pretty(value), StandardCharsets.UTF_8));
    }
}
