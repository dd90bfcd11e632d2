package loupe.store.making;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import loupe.core.work.TemporaryFolder;
import loupe.store.db.RecordsDb;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.StoreFolder;
import loupe.store.db.Unfinished;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.index.InstanceRow;
import loupe.store.index.Objects;
import loupe.store.index.RowSealer;
import loupe.store.keys.DataKey;
import loupe.store.keys.FirstFormat;
import loupe.store.session.Disk;

/// A verified copy of a store of format 1, made before it is brought forward.
///
/// @param disk the store
/// @param first its keys
record FormerCopy(Disk disk, FirstFormat first) {
    /// Makes the copy, unless an earlier try made it whole; it gets its name when every row of it has opened.
    void make(Path folder) throws StoreException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try {
            TemporaryFolder.delete(part);
            Backup.begin(part);
            Backup.copyDatabases(disk, part);
            try (Stream<Path> objects = Files.list(disk.folder().objects())) {
                for (Path o : objects.toList()) {
                    Backup.copy(o, part.resolve("objects").resolve(o.getFileName()));
                }
            }
            verify(part);
            Unfinished.finish(part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            Path above = folder.toAbsolutePath().getParent();
            if (above != null) {
                StoreFolder.flushEntries(above);
            }
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private void verify(Path copy) throws StoreException {
        Objects objects = new Objects(copy.resolve("objects"));
        RowSealer sealer = new RowSealer(objects);
        long[] seen = new long[1];
        try (RecordsDb db = RecordsDb.open(copy.resolve("records.db"))) {
            db.eachRow(r -> {
                seen[0]++;
                return open(RecordsDb.read(r), sealer, objects);
            });
        }
        long[] here = new long[1];
        disk.records().eachRow(r -> here[0]++);
        if (seen[0] != here[0]) {
            throw new StoreException(Kind.IO, "The copy before the change of format is not whole; free some space and try again.");
        }
    }

    private boolean open(SealedRow r, RowSealer sealer, Objects objects) throws StoreException {
        RowId name = r.area() == Area.STUDY ? r.id() : r.scope();
        DataKey key = first.key(name);
        sealer.head(r, key);
        byte[] body = sealer.body(r, key);
        if (r.area() == Area.INSTANCE && InstanceRow.read(body).layout().length() > 0) {
            objects.check(r.id(), key);
        }
        return true;
    }
}
