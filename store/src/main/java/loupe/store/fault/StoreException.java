package loupe.store.fault;

import java.io.IOException;

/// The store refuses or cannot go on; the message is one line that says what and what to do, never an identifier.
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Kind {
        /// The passphrase does not open any slot.
        WRONG_PASSPHRASE,
        /// Too many wrong tries; the next one is allowed later.
        BACK_OFF,
        /// The account asks for a one-time code too.
        SECOND_FACTOR_NEEDED,
        /// The account's roles do not allow this; the refusal is in the log.
        NOT_ALLOWED,
        /// A second person must approve first.
        SECOND_PERSON_NEEDED,
        /// The person has not agreed to this use.
        NO_CONSENT,
        /// The study is under legal hold or its retention time has not passed.
        HELD,
        /// An erasure was interrupted and an account that can finish it must open the store.
        ERASURE_PENDING,
        /// The folder holds no store.
        NOT_A_STORE,
        /// A store is already there.
        ALREADY_A_STORE,
        /// Another program has the store open.
        LOCKED_BY_OTHER,
        /// Keys have been cleared; the store must be unlocked first.
        LOCKED,
        /// Something stored is not what was stored.
        TAMPERED,
        /// The log is shorter than, or differs from, what an anchor recorded.
        ROLLED_BACK,
        /// The folder or a file cannot be written.
        READ_ONLY,
        /// No room left; nothing acknowledged was lost.
        DISK_FULL,
        /// The folder lies on a network share.
        NETWORK_FOLDER,
        /// The secret of this device that belongs to the store is missing.
        DEVICE_SECRET_MISSING,
        /// The key derivation is weaker than the floor, or is that of a test store.
        WEAK_KEY_DERIVATION,
        /// The database engine did not accept a safety setting.
        UNSAFE_SETTINGS,
        /// Made by another version of the program.
        UNKNOWN_FORMAT,
        /// No study, record or object of that name.
        NOT_THERE,
        /// What others and programs say of the study is not shown before this reader's first opinion.
        FIRST_OPINION_NEEDED,
        /// What readers made of the study is not shown, nor written out, before this reviewer's second look at it.
        SECOND_LOOK_NEEDED,
        /// Two readers read the study, each without the other: what is asked for waits, or is one reader's alone.
        TWO_READERS,
        /// The study is sealed; nothing may be added.
        SEALED,
        /// Somebody else added to the study's findings since they were read; read them again.
        CHANGED,
        /// A frame's place in the pixel data cannot be told.
        FRAMES_UNKNOWN,
        /// Reading or writing failed for another reason.
        IO
    }

    private final Kind kind;

    /// @param message one line, what and what to do, without identifier, path or value
    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /// @param cause kept for developers; its message is never shown
    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What went wrong.
    public Kind kind() {
        return kind;
    }
}
