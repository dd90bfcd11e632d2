package loupe.review.session;

import java.io.IOException;
import loupe.core.image.VolumeShelf;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;

/// Volumes of the open store, kept between uses under a budget: the next model, explanation or re-run finds the series
/// decrypted and decoded already. Nothing of them is ever written; clearing (as locking does) and closing give the memory back.
///
/// Safe for any thread but the toolkit's.
public final class Volumes implements AutoCloseable {
    private final VolumeShelf<Stack> shelf;

    /// @param budgetBytes memory that volumes nobody uses may take; 0 keeps none
    public Volumes(long budgetBytes) {
        this.shelf = new VolumeShelf<>(budgetBytes);
    }

    /// Takes a stack's volume, reading it where it is not there; closing the loan puts it back.
    ///
    /// @throws IOException if a slice cannot be read or decoded
    /// @throws loupe.core.work.CancelledException if cancelled while reading; nothing stays behind
    public VolumeShelf<Stack>.Loan take(StudyImages images, Stack stack, JobContext context) throws IOException {
        return shelf.take(stack, () -> images.volume(stack, context));
    }

    /// Bytes the volumes take now.
    public long bytes() {
        return shelf.bytes();
    }

    /// Gives the memory of every volume back: at once where nobody holds it, else as soon as it is put back.
    public void clear() {
        shelf.clear();
    }

    @Override
    public void close() {
        shelf.close();
    }
}
