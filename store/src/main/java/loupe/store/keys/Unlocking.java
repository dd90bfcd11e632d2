package loupe.store.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import loupe.store.db.KeysDb;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// Turns a passphrase into a key ring, with back-off after wrong tries.
///
/// Wrong tries stand in keys.db until the next right one, which hands them to the log. From the fourth on, each doubles
/// the wait, from one second up to five minutes.
public final class Unlocking {
    private static final int FREE_TRIES = 3;
    private static final long LONGEST_WAIT_MILLIS = 300_000;

    private final KeysDb keys;
    private final Path deviceSecretFolder;
    private final Clock clock;
    private final KdfCost cost;

    /// @param keys where slots and wrong tries are
    /// @param deviceSecretFolder where this machine's secret is
    /// @param clock UTC, for the back-off
    /// @param cost cost of new slots; its profile is the floor for old ones
    public Unlocking(KeysDb keys, Path deviceSecretFolder, Clock clock, KdfCost cost) {
        this.keys = keys;
        this.deviceSecretFolder = deviceSecretFolder;
        this.clock = clock;
        this.cost = cost;
    }

    /// Makes the first root and its slot.
    public KeyRing create(char[] passphrase, SecureRandom random) throws StoreException {
        RowId store = RowId.random(random);
        byte[] secret = DeviceSecret.make(deviceSecretFolder, store, random);
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        byte[] root = new byte[32];
        random.nextBytes(root);
        byte[] slotKey = Slot.slotKey(cost, salt, passphrase, secret);
        try {
            Slot slot = Slot.seal(new Slot(store, 1, cost, salt, new byte[0], new byte[0]), slotKey, root);
            keys.putSlot(1, slot.toBytes());
            return new KeyRing(store, 1, root);
        } finally {
            wipe(root, slotKey, secret);
        }
    }

    /// Opens the slot.
    ///
    /// @throws StoreException WRONG_PASSPHRASE, noted; BACK_OFF while the wait after wrong tries lasts
    public KeyRing unlock(char[] passphrase) throws StoreException {
        List<byte[]> slots = keys.slots();
        if (slots.isEmpty()) {
            throw new StoreException(Kind.NOT_A_STORE, "The store has no key slot; restore its key database.");
        }
        Slot slot = Slot.of(slots.getFirst());
        slot.requireProfile(cost.profile());
        backOff();
        byte[] secret = DeviceSecret.read(deviceSecretFolder, slot.store());
        byte[] slotKey = Slot.slotKey(slot.cost(), slot.salt(), passphrase, secret);
        byte[] root = new byte[0];
        try {
            root = slot.root(slotKey);
            return new KeyRing(slot.store(), slot.epoch(), root);
        } catch (StoreException e) {
            if (e.kind() == Kind.WRONG_PASSPHRASE) {
                keys.refused(clock.millis());
            }
            throw e;
        } finally {
            wipe(root, slotKey, secret);
        }
    }

    private void backOff() throws StoreException {
        List<Long> tries = keys.refusals();
        int over = tries.size() - FREE_TRIES;
        if (over < 0) {
            return;
        }
        long wait = Math.min(LONGEST_WAIT_MILLIS, 1000L << Math.min(over, 20));
        long left = tries.getLast() + wait - clock.millis();
        // A clock set back must not lock the owner out for longer than the longest wait.
        if (left > 0 && left <= LONGEST_WAIT_MILLIS) {
            throw new StoreException(
                    Kind.BACK_OFF, "Too many wrong passphrases; try again in " + (left / 1000 + 1) + " seconds.");
        }
    }

    private static void wipe(byte[]... all) {
        for (byte[] b : all) {
            Arrays.fill(b, (byte) 0);
        }
    }
}
