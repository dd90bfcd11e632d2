package loupe.app.cli.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.store.keys.Credentials;
import loupe.store.making.Restoring;
import loupe.store.setting.StoreSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe restore BACKUP DIR`.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Makes a store out of a backup in a new folder and verifies all of it.")
public final class RestoreCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "BACKUP", description = "folder of the backup")
    Path backup = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", description = "new folder for the store")
    Path folder = Path.of("");

    @Option(names = "--keys-from", paramLabel = "DIR", description = "folder with a newer keys.db (needed after an erasure)")
    @Nullable Path keysFrom;

    @Option(names = "--older", description = "take a backup older than what this machine last saw")
    boolean older;

    @Option(names = "--replace", description = "stands in place of the store: the former folder opens here no more")
    boolean replace;

    @Option(names = "--recovery-key-file", paramLabel = "FILE", description = "on a new machine: file with the printed key")
    @Nullable Path recoveryKey;

    @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "on a new machine: the first account's passphrase")
    @Nullable Path newPassphrase;

    public RestoreCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        StoreSettings settings = where.opening(0).settings();
        Path printed = recoveryKey;
        Credentials by = printed == null ? where.credentials() : new Credentials.Recovery(Files.readString(printed));
        char[] fresh = printed == null ? new char[0] : StoreOptions.newPassphrase(newPassphrase);
        session.terminal().begin("restore");
        Restoring.Restored done = new Restoring(
                        new Restoring.Plan(backup, folder, keysFrom, older, replace), settings)
                .run(by, fresh, session.terminal());
        session.terminal().end();
        done.report().faults().forEach(f -> session.err().println("loupe: " + f.place() + ": " + f.what()));
        session.out().printf(
                "%s: %d log records, %d missing, %d studies erased again%n",
                done.report().intact() ? "restored and intact" : "NOT INTACT, nothing was kept",
                done.report().events(),
                done.missingEvents(),
                done.erasedAgain());
        return done.report().intact() ? 0 : ExitCode.FAILED;
    }
}
