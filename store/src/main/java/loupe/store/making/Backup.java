package loupe.store.making;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.db.StoreFolder;
import loupe.store.db.Unfinished;
import loupe.store.face.Lifecycle;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.session.Disk;
import loupe.store.session.Guard;
import loupe.store.session.Session;
import loupe.store.session.Turn;

/// A full copy of an open store: both databases in one turn by VACUUM INTO, so that they tell of the same moment, then the
/// objects, which never change.
///
/// @param turn orders callers
public record Backup(Turn turn) {
    public Lifecycle.BackedUp run(Path folder, JobContext context) throws StoreException {
        Guard.refuseToolkitThread();
        try {
            begin(folder);
            Listed listed = turn.take(s -> databases(s, folder));
            long bytes = Files.size(folder.resolve("records.db")) + Files.size(folder.resolve("keys.db"));
            int n = 0;
            for (Path object : listed.objects) {
                context.checkCancelled();
                bytes += copy(object, folder.resolve("objects").resolve(object.getFileName()));
                context.progress(++n, listed.objects.size(), "objects");
            }
            StoreFolder.flushEntries(folder.resolve("objects"));
            Unfinished.finish(folder);
            turn.take(s -> {
                s.note(AuditEvent.BACKED_UP, Outcome.SUCCESS, listed.events + " events, " + listed.objects.size() + " objects");
                return true;
            });
            return new Lifecycle.BackedUp(listed.events, listed.objects.size(), bytes);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private record Listed(long events, List<Path> objects) {}

    /// @throws StoreException ALREADY_A_STORE where anything is in the folder, which stays as it is
    static void begin(Path folder) throws IOException {
        Unfinished.requireEmpty(folder);
        StoreFolder.makePrivate(folder);
        Unfinished.begin(folder);
        StoreFolder.makePrivate(folder.resolve("objects"));
        StoreFolder.makePrivate(folder.resolve("anchors"));
    }

    private static Listed databases(Session s, Path folder) throws StoreException {
        s.gate().require(Permission.BACK_UP);
        s.log().checkpoint();
        copyDatabases(s.disk(), folder);
        try (Stream<Path> objects = Files.list(s.disk().folder().objects())) {
            List<Path> committed = objects.filter(p -> isCommitted(s, p)).sorted().toList();
            return new Listed(s.log().size(), committed);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private static boolean isCommitted(Session s, Path object) {
        String name = object.getFileName().toString();
        return name.matches("[0-9a-f]{32}") && s.log().ledger().hasRow(loupe.store.db.RowId.ofHex(name));
    }

    /// Both databases and all anchors; nothing may be written meanwhile.
    static void copyDatabases(Disk disk, Path folder) throws StoreException {
        try {
            for (String name : List.of("records.db", "keys.db")) {
                StoreFolder.makePrivateFile(folder.resolve(name));
            }
            disk.records().database().copyInto(folder.resolve("records.db"));
            disk.keys().database().copyInto(folder.resolve("keys.db"));
            for (String name : List.of("records.db", "keys.db")) {
                force(folder.resolve(name));
            }
            try (Stream<Path> anchors = Files.list(disk.folder().anchors())) {
                for (Path a : anchors.toList()) {
                    copy(a, folder.resolve("anchors").resolve(a.getFileName()));
                }
            }
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Copies a file that does not change, and flushes it.
    static long copy(Path from, Path to) throws IOException {
        try {
            StoreFolder.makePrivateFile(to);
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            force(to);
            return Files.size(to);
        } catch (NoSuchFileException e) {
            throw new StoreException(
                    Kind.IO, "A study was erased while the copy was made; delete the copy and make it again.", e);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
            c.force(true);
        }
    }
}
