package loupe.app;

import loupe.app.cli.CommandLineApp;
import loupe.app.shell.Workstation;

/// Starts the program: the command line, which opens the window when it is asked to.
public final class Main {
    private Main() {}

    /// @param args see docs/cli.md
    public static void main(String[] args) {
        System.exit(CommandLineApp.run(args, Workstation::open));
    }
}
