package loupe.review.twice.book;

import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.store.fault.StoreException;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// A step of a reading that does not stand in the study's own journal: what would be a record of a kind there, and whose it is.
///
/// @param by account name
/// @param kind name of the kind it would have
/// @param payload what that record would hold
@SuppressWarnings("ArrayRecordComponent")
record SecondStep(String by, String kind, byte[] payload) {
    private static final String TYPE = "second-reading-step";
    private static final int VERSION = 1;

    byte[] encoded() {
        return Encoding.encode(TYPE, VERSION, this);
    }

    static SecondStep decoded(byte[] kept) throws StoreException {
        try {
            return Encoding.decode(kept, TYPE, VERSION, SecondStep.class);
        } catch (EncodingException e) {
            throw new StoreException(StoreException.Kind.TAMPERED, "A step of a reading cannot be read; run `loupe doctor`.", e);
        }
    }

    RecordKind asKind() throws StoreException {
        try {
            return RecordKind.valueOf(kind);
        } catch (IllegalArgumentException e) {
            throw new StoreException(StoreException.Kind.UNKNOWN_FORMAT, "A step of a reading is of another version of the program.", e);
        }
    }

    /// The record it stands for, under the name it has in the store.
    StoredRecord unwrapped(StoredRecord kept) throws StoreException {
        return new StoredRecord(kept.id(), asKind(), kept.time(), kept.supersedes(), payload);
    }
}
