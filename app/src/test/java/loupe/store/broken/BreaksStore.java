package loupe.store.broken;

import loupe.core.dicom.SourceInstance;

/// store that knows a sibling, an identified instance, the wall clock and chance.
class BreaksStore {
    Class<?> sibling = loupe.inference.ModelRunner.class;
    Class<?> identified = SourceInstance.class;
    java.time.Instant now = java.time.Instant.now();
    java.util.Random chance = new java.util.Random();
}
