package loupe.store.making;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.store.access.Account;
import loupe.store.audit.Anchors;
import loupe.store.audit.LogWalk;
import loupe.store.audit.VerifyReport;
import loupe.store.db.Database;
import loupe.store.db.StoreFolder;
import loupe.store.db.Unfinished;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.Credentials;
import loupe.store.keys.Unlocking;
import loupe.store.session.Disk;
import loupe.store.session.Guard;
import loupe.store.setting.StoreSettings;

/// Looks at a store that is closed, says what is damaged and what can be done. Changes nothing.
public final class Doctor {
    private static final long LITTLE_ROOM = 512L << 20;

    private final Path folder;
    private final StoreSettings settings;
    private final List<Complaint> complaints = new ArrayList<>();

    /// One thing that is not as it should be.
    ///
    /// @param where a part of the store, never a path
    /// @param what what is wrong with it
    /// @param remedy what can be done
    /// @param repairable whether [Store#repair] does it
    public record Complaint(String where, String what, String remedy, boolean repairable) {}

    /// @param folder the store's folder
    /// @param settings how it would be opened
    public Doctor(Path folder, StoreSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /// Examines the store; empty where all is well.
    ///
    /// @param by to look inside as well; wiped. Empty for a look from outside
    /// @throws StoreException where it cannot be examined at all: no store, in use, wrong passphrase
    public List<Complaint> examine(Optional<Credentials> by) throws StoreException {
        Guard.refuseToolkitThread();
        complaints.clear();
        try {
            if (Unfinished.is(folder)) {
                say("store", "was never finished: making or restoring it was cut short", "nothing is in it; make or restore it again");
                return List.copyOf(complaints);
            }
            outside();
            if (complaints.stream().noneMatch(c -> c.where.endsWith(".db"))) {
                inside(by);
            }
            return List.copyOf(complaints);
        } finally {
            by.ifPresent(Credentials::wipe);
        }
    }

    /// Where this machine's secret for the store is, in words for people.
    ///
    /// @throws StoreException where there is no store, or it is in use
    public String secretPlace() throws StoreException {
        try (Disk disk = Disk.open(folder)) {
            return Entrance.unlocking(disk, settings).isSecretInKeyring()
                    ? "in the system's keyring"
                    : "a file that only you and the system's administrator can read; it is in no keyring";
        }
    }

    private void say(String where, String what, String remedy) {
        complaints.add(new Complaint(where, what, remedy, false));
    }

    private void outside() throws StoreException {
        try {
            for (String name : List.of("records.db", "keys.db")) {
                file(name);
            }
            for (String name : List.of("objects", "anchors")) {
                if (!Files.isDirectory(folder.resolve(name))) {
                    say(name + "/", "is missing", "restore a backup: `loupe restore`");
                }
            }
            if (Files.exists(folder) && Files.getFileStore(folder).getUsableSpace() < LITTLE_ROOM) {
                say("disk", "has less than 512 MB left", "free some space; nothing saved is lost by a full disk");
            }
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            say(name, "is missing", remedy(name));
            return;
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && !PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------")) {
            say(name.replace(".db", " database"), "may be read by other users", "chmod 600 the file");
        }
        try (Database db = Database.open(file, List.of())) {
            if (!db.integrity().equals("ok")) {
                say(name, "is damaged, says the engine's own check", remedy(name));
            }
        } catch (StoreException e) {
            say(name, e.kind() == Kind.TAMPERED ? "is damaged" : String.valueOf(e.getMessage()), remedy(name));
        }
    }

    private static String remedy(String name) {
        return name.equals("keys.db")
                ? "restore with the newest backup's keys: `loupe restore BACKUP --keys-from NEWER`"
                : "restore the newest backup: `loupe restore BACKUP --keys-from` this store, whose keys.db is newer";
    }

    private void inside(Optional<Credentials> by) throws StoreException {
        try (Disk disk = Disk.open(folder)) {
            if (disk.records().database().format() != Migration.FORMAT) {
                say("format", "is that of an older program", "open the store once; it is brought forward after a verified copy");
                return;
            }
            machine(disk);
            if (by.isPresent()) {
                Unlocking.Entered in = Entrance.unlocking(disk, settings).unlock(by.get());
                log(disk, in);
                in.ring().clear();
            }
        }
    }

    private void machine(Disk disk) throws StoreException {
        Unlocking unlocking = Entrance.unlocking(disk, settings);
        if (!unlocking.hasMachineSecret()) {
            say(
                    "this machine's secret",
                    "is missing",
                    "put it back from its backup, or restore with the printed recovery key: `loupe restore --recovery-key`");
        }
        if (!unlocking.kinds().contains(Account.Kind.RECOVERY)) {
            say("recovery key", "is not printed", "`loupe users recovery-key` prints one; without it a lost machine is a lost store");
        }
    }

    private void log(Disk disk, Unlocking.Entered in) throws StoreException {
        Anchors anchors = Entrance.anchors(disk, settings, in.ring());
        LogWalk walk = LogWalk.quick(disk.records(), anchors, in.ring());
        for (VerifyReport.Fault f : walk.noteFaults()) {
            complaints.add(new Complaint(
                    f.place(), f.what(), "`loupe doctor --repair` takes it away and signs the log anew", true));
        }
        for (VerifyReport.Fault f : walk.logFaults()) {
            say(
                    f.place(),
                    f.what(),
                    "the log is not what was written: keep this folder as evidence and restore the newest backup");
        }
        if (!walk.ledger().matches(disk.keys().accounts())) {
            say("accounts", "differ from what the log says", remedy("keys.db"));
        }
        if (!walk.ledger().erasing().isEmpty()) {
            say("erasure", "was interrupted", "open the store with an administrator's account; it is finished then");
        }
    }

    /// What is to be done about faults of a full verification, one sentence each.
    public static List<Complaint> explain(VerifyReport report) {
        return report.faults().stream()
                .map(f -> {
                    boolean anchor = f.place().startsWith("anchor") || f.place().startsWith("checkpoint");
                    return new Complaint(
                            f.place(),
                            f.what(),
                            anchor
                                    ? "`loupe doctor --repair` takes it away and signs the log anew"
                                    : "what is not named here is whole; restore the newest backup to have this back",
                            anchor);
                })
                .toList();
    }
}
