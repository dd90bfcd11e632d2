package loupe.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import loupe.store.keys.KdfCost;
import loupe.store.keys.Unlocking;

/// What a store is opened with.
///
/// @param clock UTC for the log
/// @param random source of keys and random ids
/// @param deviceSecretFolder folder outside the store that holds this device's secret and last anchor (0700)
/// @param cost cost of a passphrase try, used at creation; its profile is the floor at opening
/// @param actor account name that comes in; in a new store the first account's. Where a store has one passphrase account
///     only, any name opens that one
public record StoreSettings(Clock clock, SecureRandom random, Path deviceSecretFolder, KdfCost cost, String actor) {
    /// @param copy the folder's own random name; empty for a folder that was never restored
    Unlocking.Settings unlocking(String copy) {
        return new Unlocking.Settings(deviceSecretFolder, copy, clock, cost, random);
    }
}
