package loupe.store.setting;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import loupe.store.keys.KdfCost;
import loupe.store.keys.Keyring;
import loupe.store.keys.Unlocking;

/// What a store is opened with.
///
/// @param clock UTC for the log
/// @param random source of keys and random ids
/// @param deviceSecretFolder folder outside the store that holds this device's secret and last anchor (0700)
/// @param cost cost of a passphrase try, used at creation; its profile is the floor at opening
/// @param actor account name that comes in; in a new store the first account's. Where a store has one passphrase account
///     only, any name opens that one
/// @param keyring where this device's secrets go, if it takes them; else they stand in the folder
public record StoreSettings(
        Clock clock, SecureRandom random, Path deviceSecretFolder, KdfCost cost, String actor, Keyring keyring) {
    /// Settings without a keyring.
    public StoreSettings(Clock clock, SecureRandom random, Path deviceSecretFolder, KdfCost cost, String actor) {
        this(clock, random, deviceSecretFolder, cost, actor, Keyring.none());
    }

    /// @param copy the folder's own random name; empty for a folder that was never restored
    public Unlocking.Settings unlocking(String copy) {
        return new Unlocking.Settings(deviceSecretFolder, copy, clock, cost, random, keyring);
    }
}
