package loupe.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import loupe.store.keys.KdfCost;

/// What a store is opened with.
///
/// @param clock UTC for the log
/// @param random source of keys and random ids
/// @param deviceSecretFolder folder outside the store that holds this device's secret and last anchor (0700)
/// @param cost cost of a passphrase try, used at creation; its profile is the floor at opening
/// @param actor pseudonymous name of the account that works, kept encrypted in the log
public record StoreSettings(Clock clock, SecureRandom random, Path deviceSecretFolder, KdfCost cost, String actor) {}
