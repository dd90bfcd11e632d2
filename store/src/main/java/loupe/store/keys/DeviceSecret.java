package loupe.store.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import loupe.store.db.RowId;
import loupe.store.db.StoreFolder;
import loupe.store.fault.StoreException;

/// What this machine keeps of one store: a secret that stays, mixed into every passphrase's key, and one for each epoch,
/// mixed into every slot and destroyed when the next epoch begins. Each stands in the operating system's keyring, where
/// there is one, with a file that says so; else in that file (0600), outside the store's folder.
final class DeviceSecret {
    private static final int LENGTH = 32;
    private static final byte[] ELSEWHERE = "in the system's keyring\n".getBytes(StandardCharsets.US_ASCII);

    private final Path folder;
    private final RowId store;
    private final String copy;
    private final Keyring keyring;

    /// @param copy name of a restored copy, which makes epochs of its own; empty for a folder that was never restored
    DeviceSecret(Path folder, RowId store, String copy, Keyring keyring) {
        this.keyring = keyring;
        this.folder = folder;
        this.store = store;
        this.copy = copy.isEmpty() ? "" : "-" + copy;
    }

    /// The secret that stays.
    byte[] lasting() throws StoreException {
        return read(lastingFile());
    }

    /// The secret of an epoch.
    byte[] ofEpoch(int epoch) throws StoreException {
        return read(Files.isRegularFile(epochFile(epoch)) ? epochFile(epoch) : first(epoch));
    }

    /// The secret of the folder a copy was made from.
    private Path first(int epoch) {
        return folder.resolve(store.hex() + "-" + epoch + ".epoch");
    }

    boolean isThere() {
        return Files.isRegularFile(lastingFile());
    }

    boolean has(int epoch) {
        return Files.isRegularFile(epochFile(epoch)) || Files.isRegularFile(first(epoch));
    }

    byte[] makeLasting(SecureRandom random) throws StoreException {
        return make(lastingFile(), random);
    }

    /// Makes an epoch's secret, in place of one an interrupted rotation left.
    byte[] makeEpoch(int epoch, SecureRandom random) throws StoreException {
        destroy(epochFile(epoch));
        return make(epochFile(epoch), random);
    }

    /// Overwrites and deletes the secrets of all epochs but one.
    ///
    /// @param everywhere those of the store's other copies on this machine too
    void destroyAllBut(int epoch, boolean everywhere) throws StoreException {
        String own = store.hex() + copy + "-[0-9]+\\.epoch";
        String all = store.hex() + "-.*\\.epoch";
        try (Stream<Path> files = Files.list(folder)) {
            for (Path p : files.toList()) {
                String name = p.getFileName().toString();
                if (name.matches(everywhere ? all : own) && !p.equals(epochFile(epoch))) {
                    destroy(p);
                }
            }
            StoreFolder.flushEntries(folder);
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private byte[] make(Path file, SecureRandom random) throws StoreException {
        try {
            StoreFolder.makePrivate(folder);
            byte[] secret = new byte[LENGTH];
            random.nextBytes(secret);
            StoreFolder.makePrivateFile(file);
            overwrite(file, isKept(keyringName(file), secret) ? ELSEWHERE : secret);
            StoreFolder.flushEntries(folder);
            return secret;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    /// Whether the keyring took a secret; read back, for a secret that cannot be had again loses the store.
    private boolean isKept(String name, byte[] secret) {
        return keyring.keep(name, secret)
                && keyring.find(name).filter(back -> MessageDigest.isEqual(back, secret)).isPresent();
    }

    private static String keyringName(Path file) {
        return "loupe " + file.getFileName();
    }

    private static boolean isElsewhere(Path file) throws IOException {
        return Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), ELSEWHERE);
    }

    /// Whether the secret that stays is in the keyring.
    boolean inKeyring() throws StoreException {
        try {
            return isElsewhere(lastingFile());
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private static void overwrite(Path file, byte[] bytes) throws IOException {
        try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer b = java.nio.ByteBuffer.wrap(bytes);
            while (b.hasRemaining()) {
                c.write(b);
            }
            c.force(true);
        }
    }

    private void destroy(Path file) throws StoreException {
        try {
            if (isElsewhere(file)) {
                keyring.forget(keyringName(file));
            }
            if (Files.isRegularFile(file)) {
                overwrite(file, new byte[LENGTH]);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private byte[] read(Path file) throws StoreException {
        try {
            byte[] secret = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            if (Arrays.equals(secret, ELSEWHERE)) {
                secret = keyring.find(keyringName(file)).orElseThrow(DeviceSecret::keyringClosed);
            }
            if (secret.length != LENGTH) {
                throw new StoreException(
                        StoreException.Kind.DEVICE_SECRET_MISSING,
                        "This machine's secret for the store is missing or too new for these keys; put it back from its backup,"
                                + " or use the printed recovery key (`loupe restore --help`).");
            }
            return secret;
        } catch (IOException e) {
            throw StoreFolder.fault(e);
        }
    }

    private static StoreException keyringClosed() {
        return new StoreException(
                StoreException.Kind.DEVICE_SECRET_MISSING,
                "This machine's secret for the store is in the system's keyring, which does not give it: unlock the keyring (log"
                        + " in to the desktop), or use the printed recovery key (`loupe restore --help`).");
    }

    private Path lastingFile() {
        return folder.resolve(store.hex() + ".secret");
    }

    private Path epochFile(int epoch) {
        return folder.resolve(store.hex() + copy + "-" + epoch + ".epoch");
    }
}
