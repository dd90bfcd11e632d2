package loupe.review.batch;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// One thing a batch brings in: a folder, a file, or what a line of a manifest names. Immutable.
///
/// It lies encrypted in the store. Where its source lies and what the manifest says are for the person's screen only.
///
/// @param number its number in the batch, from 1
/// @param source where it lies below the batch's folder
/// @param line what a manifest says of it
/// @param state how far it is
/// @param reason what is wrong and what to do, or what it waits for; a sentence without path or value
/// @param attempts how often its import was begun
/// @param interrupted how often in a row the program ended while it was at work on it
/// @param looks what its files looked like when it was last looked at; empty where they were not there
/// @param content digest of its files' content; empty where that is not known
/// @param files files looked at in its last import
/// @param instances instances of it that are in the store
/// @param studies pseudonymous UIDs of the studies it became
public record BatchItem(
        int number,
        String source,
        ManifestLine line,
        ItemState state,
        String reason,
        int attempts,
        int interrupted,
        String looks,
        String content,
        int files,
        int instances,
        Set<String> studies) {
    /// Copies the set, in the order of the UIDs.
    public BatchItem {
        studies = Collections.unmodifiableSet(new TreeSet<>(studies));
    }

    /// One that was not looked at yet.
    static BatchItem fresh(int number, String source, ManifestLine line) {
        return new BatchItem(number, source, line, ItemState.WAITING, "", 0, 0, "", "", 0, 0, Set.of());
    }

    BatchItem in(ItemState now, String why) {
        return new BatchItem(number, source, line, now, why, attempts, interrupted, looks, content, files, instances, studies);
    }

    BatchItem said(ManifestLine now) {
        return new BatchItem(number, source, now, state, reason, attempts, interrupted, looks, content, files, instances, studies);
    }

    BatchItem looking(String now) {
        return new BatchItem(number, source, line, state, reason, attempts, interrupted, now, content, files, instances, studies);
    }

    BatchItem holding(String digest) {
        return new BatchItem(number, source, line, state, reason, attempts, interrupted, looks, digest, files, instances, studies);
    }

    /// As its import begins.
    BatchItem begun() {
        return new BatchItem(
                number, source, line, ItemState.RUNNING, "", attempts + 1, interrupted, looks, content, files, instances, studies);
    }

    /// As it is found after the program was killed at work on it.
    BatchItem interruptedOnce() {
        return new BatchItem(
                number, source, line, ItemState.WAITING, "the program ended while it was at work on it; it is begun again", attempts,
                interrupted + 1, looks, content, files, instances, studies);
    }

    /// As its import ended or was stopped in good order.
    BatchItem uninterrupted() {
        return new BatchItem(number, source, line, state, reason, attempts, 0, looks, content, files, instances, studies);
    }

    /// What its import counted.
    ///
    /// @param lookedAt files looked at
    /// @param there instances of it in the store
    BatchItem counted(int lookedAt, int there, Set<String> became) {
        return new BatchItem(
                number, source, line, state, reason, attempts, interrupted, looks, content, lookedAt, there, became);
    }

    /// Says nothing of where it lies, so that no log can.
    @Override
    public String toString() {
        return "BatchItem " + number;
    }
}
