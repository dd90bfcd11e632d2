package loupe.store.making;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.work.JobContext;
import loupe.store.audit.Anchors;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LogWalk;
import loupe.store.audit.Outcome;
import loupe.store.audit.VerifyReport;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.db.Unfinished;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.Credentials;
import loupe.store.keys.Unlocking;
import loupe.store.session.Disk;
import loupe.store.session.Guard;
import loupe.store.session.Session;
import loupe.store.session.Verification;
import loupe.store.setting.StoreSettings;
import org.jspecify.annotations.Nullable;

/// Makes a store out of a backup, in a new folder: copied, opened, compared with what this machine last saw, told what was
/// erased since, and verified in full before it counts.
public final class Restoring {
    private final Plan plan;
    private final StoreSettings settings;
    private boolean begun;
    private boolean stoodThere;

    /// What is to be restored.
    ///
    /// @param backup folder of the backup
    /// @param folder new or empty folder; anything else is refused and left as it is
    /// @param keysFrom folder whose keys.db is newer than the backup's (the damaged store, a later backup); null for the
    ///     backup's own. Needed where something was erased since: the epoch's keys of then are destroyed
    /// @param older whether a backup older than what this machine last saw is wanted all the same
    /// @param replaces whether it stands in place of the store from now on: the former folder then opens no more on this
    ///     machine, so that an erasure here reaches it too. Else it is a copy for practice
    public record Plan(Path backup, Path folder, @Nullable Path keysFrom, boolean older, boolean replaces) {}

    /// What a restore found.
    ///
    /// @param report the full verification; the folder is a store only where it is intact
    /// @param missingEvents log records this machine saw that the backup lacks: what was lost
    /// @param erasedAgain studies the backup still had that were erased since
    public record Restored(VerifyReport report, long missingEvents, int erasedAgain) {}

    /// @param settings how the store is opened
    public Restoring(Plan plan, StoreSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /// Restores.
    ///
    /// @param by wiped before this returns; the recovery key where this machine has no secret of the store
    /// @param fresh passphrase of a first account, where the recovery key opens the store on a new machine; wiped. Empty
    ///     where accounts stay as they are
    /// @throws StoreException ROLLED_BACK where the backup is older than what this machine last saw and that was not asked for
    public Restored run(Credentials by, char[] fresh, JobContext context) throws StoreException {
        Guard.refuseToolkitThread();
        boolean well = false;
        try {
            copy(context);
            Restored done = open(by, fresh, context);
            well = done.report.intact();
            return done;
        } finally {
            by.wipe();
            java.util.Arrays.fill(fresh, '\0');
            if (!well && begun) {
                takeBack();
            }
        }
    }

    private void copy(JobContext context) throws StoreException {
        Path keys = plan.keysFrom == null ? plan.backup : plan.keysFrom;
        try {
            if (!Files.isRegularFile(plan.backup.resolve("records.db")) || !Files.isRegularFile(keys.resolve("keys.db"))) {
                throw new StoreException(Kind.NOT_A_STORE, "There is no backup in this folder; choose another.");
            }
            if (Unfinished.is(plan.backup)) {
                throw new StoreException(Kind.NOT_A_STORE, "Making this backup was cut short; choose another.");
            }
            stoodThere = Files.exists(plan.folder);
            Backup.begin(plan.folder);
            begun = true;
            database(plan.backup, "records.db");
            database(keys, "keys.db");
            for (String sub : List.of("objects", "anchors")) {
                files(sub, context);
            }
            RowId copy = RowId.random(settings.random());
            StoreFolder.makePrivateFile(plan.folder.resolve(StoreFolder.COPY));
            Files.writeString(plan.folder.resolve(StoreFolder.COPY), copy.hex());
            StoreFolder.flushEntries(plan.folder);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// A database with what its write-ahead log may still hold.
    private void database(Path from, String name) throws IOException {
        for (String suffix : List.of("", "-wal")) {
            if (Files.isRegularFile(from.resolve(name + suffix))) {
                Backup.copy(from.resolve(name + suffix), plan.folder.resolve(name + suffix));
            }
        }
    }

    private void files(String sub, JobContext context) throws IOException {
        try (Stream<Path> all = Files.list(plan.backup.resolve(sub))) {
            List<Path> files = all.sorted().toList();
            int n = 0;
            for (Path p : files) {
                context.checkCancelled();
                Backup.copy(p, plan.folder.resolve(sub).resolve(p.getFileName()));
                context.progress(++n, files.size(), sub);
            }
        }
    }

    /// Takes away what this restore made, and nothing else: an empty folder that was given stays.
    private void takeBack() throws StoreException {
        try {
            Unfinished.takeBack(plan.folder);
            if (!stoodThere) {
                Files.deleteIfExists(plan.folder);
            }
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private Restored open(Credentials by, char[] fresh, JobContext context) throws StoreException {
        try (Disk disk = Disk.openUnfinished(plan.folder)) {
            Entrance entrance = new Entrance(disk, settings);
            Unlocking.Entered in = Entrance.unlocking(disk, settings).unlock(by);
            Anchors own = Entrance.anchors(disk, settings, in.ring());
            LogWalk walk = LogWalk.quick(disk.records(), own, in.ring()).requireLog();
            long missing = missing(disk, in, walk);
            if (missing > 0 && !plan.older) {
                throw new StoreException(
                        Kind.ROLLED_BACK,
                        "The backup lacks " + missing + " log records this machine has seen; restore a newer one, or say that"
                                + " an older one is wanted.");
            }
            Restart restart = new Restart(entrance.session(in, walk));
            if (fresh.length > 0) {
                restart.onNewMachine(fresh);
            }
            int erased = restart.accountsAndErased();
            Session s = restart.session();
            new Rotation(s).run(Rotation.Dropped.nothing());
            s.load();
            new Sweep(s).run();
            s.note(AuditEvent.RESTORED, Outcome.SUCCESS, walk.tree().size() + " records, " + missing + " missing");
            s.log().repair(walk);
            VerifyReport report = new Verification(s, own, context).run();
            if (report.intact() && plan.replaces) {
                AccountBook.maker(s).endOtherEpochs(s.keys().epoch(), true);
            }
            s.end(AuditEvent.CLOSED);
            if (report.intact()) {
                Unfinished.finish(plan.folder);
            }
            return new Restored(report, missing, erased);
        }
    }

    /// How much longer the log is that any anchor on this machine tells of.
    private long missing(Disk disk, Unlocking.Entered in, LogWalk walk) throws StoreException {
        List<Path> seen = new ArrayList<>();
        try (Stream<Path> all = Files.list(settings.deviceSecretFolder())) {
            all.filter(p -> p.getFileName().toString().startsWith(in.ring().store().hex())
                            && p.getFileName().toString().endsWith(".anchor"))
                    .forEach(seen::add);
        } catch (java.nio.file.NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
        long most = walk.tree().size();
        for (Path p : seen) {
            try {
                most = Math.max(most, Anchors.size(Files.readAllBytes(p), in.ring()).orElse(0L));
            } catch (IOException e) {
                throw StoreFolder.fault(e);
            }
        }
        return most - walk.tree().size();
    }
}
