package loupe.store.session;

import java.nio.file.Path;
import loupe.store.db.KeysDb;
import loupe.store.db.RecordsDb;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;
import loupe.store.index.Objects;

/// The open files of a store.
///
/// @param folder taken for this process
/// @param records ciphertext and log
/// @param keys wrapped keys and blind indexes
/// @param objects encrypted objects
public record Disk(StoreFolder folder, RecordsDb records, KeysDb keys, Objects objects) implements AutoCloseable {
    public static Disk create(Path folder) throws StoreException {
        return over(StoreFolder.create(folder));
    }

    public static Disk open(Path folder) throws StoreException {
        return over(StoreFolder.open(folder));
    }

    public static Disk openUnfinished(Path folder) throws StoreException {
        return over(StoreFolder.openUnfinished(folder));
    }

    private static Disk over(StoreFolder folder) throws StoreException {
        KeysDb keys = null;
        try {
            keys = KeysDb.open(folder.keys());
            return new Disk(folder, RecordsDb.open(folder.records()), keys, new Objects(folder.objects()));
        } catch (StoreException e) {
            if (keys != null) {
                keys.close();
            }
            folder.close();
            throw e;
        }
    }

    /// Empties both write-ahead logs.
    public void flush() throws StoreException {
        keys.database().flush();
        records.database().flush();
    }

    /// The list of erased studies this machine keeps outside the store.
    public ErasedList erased(Path deviceFolder, RowId store) {
        return new ErasedList(deviceFolder.resolve(store.hex() + ".erased"));
    }

    @Override
    public void close() throws StoreException {
        try (StoreFolder _ = folder;
                KeysDb _ = keys) {
            records.close();
        }
    }
}
