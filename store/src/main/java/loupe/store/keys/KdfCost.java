package loupe.store.keys;

import loupe.store.db.ByteSink;
import loupe.store.db.ByteSource;
import loupe.store.fault.StoreException;

/// What one try of a passphrase costs (Argon2id, RFC 9106).
///
/// @param memoryKib memory in KiB
/// @param passes passes over the memory
/// @param lanes lanes
/// @param profile whether the floor applies; authenticated with the slot
public record KdfCost(int memoryKib, int passes, int lanes, Profile profile) {
    private static final int FLOOR_MEMORY_KIB = 64 * 1024;
    private static final int FLOOR_PASSES = 3;
    private static final int CEILING_MEMORY_KIB = 4 * 1024 * 1024;

    /// What a store is for.
    public enum Profile {
        /// The floor of 64 MiB and 3 passes applies.
        PRODUCTION,
        /// Cheap, for tests; refused by production settings.
        TEST
    }

    /// Checks the floor and what a machine can give.
    ///
    /// @throws IllegalArgumentException below the floor of the profile or beyond 4 GiB
    public KdfCost {
        boolean production = profile == Profile.PRODUCTION;
        int minMemory = production ? FLOOR_MEMORY_KIB : 8 * Math.max(1, lanes);
        int minPasses = production ? FLOOR_PASSES : 1;
        if (memoryKib < minMemory || memoryKib > CEILING_MEMORY_KIB) {
            throw new IllegalArgumentException("memoryKib must be at least " + minMemory + ", was " + memoryKib);
        }
        if (passes < minPasses || passes > 64 || lanes < 1 || lanes > 16) {
            throw new IllegalArgumentException("passes must be " + minPasses + " to 64 and lanes 1 to 16");
        }
    }

    /// 64 MiB, 3 passes, 4 lanes.
    public static KdfCost production() {
        return new KdfCost(FLOOR_MEMORY_KIB, FLOOR_PASSES, 4, Profile.PRODUCTION);
    }

    /// As cheap as Argon2id allows. A store made with it opens only under settings that also name it.
    public static KdfCost forTests() {
        return new KdfCost(8, 1, 1, Profile.TEST);
    }

    /// Writes it as a slot keeps it.
    ByteSink writeTo(ByteSink to) {
        return to.i32(memoryKib).i32(passes).i32(lanes).u8(profile == Profile.TEST ? 1 : 0);
    }

    /// Reads what [#writeTo] wrote.
    ///
    /// @throws IllegalArgumentException below the floor of its profile
    static KdfCost read(ByteSource in) throws StoreException {
        return new KdfCost(in.i32(), in.i32(), in.i32(), in.u8() == 1 ? Profile.TEST : Profile.PRODUCTION);
    }
}
