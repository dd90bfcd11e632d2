package loupe.app.cli;

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
record Session(PrintStream out, PrintStream err, Terminal terminal, WindowOpener window, SafeLog log) {
    void json(Object value) {
        out.println(new String(Encoding.pretty(value), StandardCharsets.UTF_8));
    }
}
