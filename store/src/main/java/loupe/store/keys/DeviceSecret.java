package loupe.store.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;

/// The secret of this machine that belongs to one store: a 0600 file outside the store's folder.
final class DeviceSecret {
    private DeviceSecret() {}

    static byte[] make(Path folder, RowId store, SecureRandom random) throws StoreException {
        try {
            StoreFolder.makePrivate(folder);
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            Path file = file(folder, store);
            StoreFolder.makePrivateFile(file);
            Files.write(file, secret);
            try (java.nio.channels.FileChannel c =
                    java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                c.force(true);
            }
            StoreFolder.flushEntries(folder);
            return secret;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    static byte[] read(Path folder, RowId store) throws StoreException {
        Path file = file(folder, store);
        if (!Files.isRegularFile(file)) {
            throw missing();
        }
        try {
            byte[] secret = Files.readAllBytes(file);
            if (secret.length != 32) {
                throw missing();
            }
            return secret;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private static StoreException missing() {
        return new StoreException(
                StoreException.Kind.DEVICE_SECRET_MISSING,
                "This machine's secret for the store is missing; put it back from its backup.");
    }

    private static Path file(Path folder, RowId store) {
        return folder.resolve(store.hex() + ".secret");
    }
}
