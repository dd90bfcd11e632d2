package loupe.review.batch;

import java.util.Locale;

/// How far an item of a batch is.
public enum ItemState {
    /// It is there and whole as far as can be told, or waits for other slides of its case.
    WAITING,
    /// Its files still arrive, or have not been left alone for long enough.
    SETTLING,
    /// It is at work, or was when the program was killed.
    RUNNING,
    /// All that is in it is in the store.
    DONE,
    /// All that is in it was in the store before, or another item of the batch is the same.
    DUPLICATE,
    /// Some or all of it was not taken; the reason says what to do.
    FAILED,
    /// Some of its images wait for a person's decision on their pixels (`loupe queue`).
    HELD;

    /// Whether nothing more happens to the item by itself, unless its files change.
    public boolean ended() {
        return switch (this) {
            case DONE, DUPLICATE, FAILED, HELD -> true;
            case WAITING, SETTLING, RUNNING -> false;
        };
    }

    /// Whether a person has to do something.
    public boolean asksForAPerson() {
        return this == FAILED || this == HELD;
    }

    /// As it is said to people.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
