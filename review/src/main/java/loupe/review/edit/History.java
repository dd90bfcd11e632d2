package loupe.review.edit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The steps that can be taken back and done again: bounded by memory, not by count. Not thread-safe.
public final class History {
    /// Memory the steps may take, in bytes.
    public static final long USUAL_BYTES = 64L << 20;

    private final long mostBytes;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private long bytes;

    /// @param mostBytes memory bound; the oldest steps are let go beyond it
    public History(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// A step with the id of the record that keeps it.
    ///
    /// @param edit what was done
    /// @param recordId the journal's record
    public record Step(Edit edit, String recordId) {}

    /// A new step; what was undone before can no longer be redone.
    public void did(Step step) {
        undone.forEach(s -> bytes -= s.edit().bytes());
        undone.clear();
        done.push(step);
        bytes += step.edit().bytes();
        while (bytes > mostBytes && done.size() > 1) {
            bytes -= done.removeLast().edit().bytes();
        }
    }

    /// The step undo would take back.
    public Optional<Step> nextUndo() {
        return Optional.ofNullable(done.peek());
    }

    /// The step redo would do again.
    public Optional<Step> nextRedo() {
        return Optional.ofNullable(undone.peek());
    }

    /// The steps that can be taken back, oldest first, and those that can be done again, in the order they would be.
    public Steps steps() {
        return new Steps(List.copyOf(done.reversed()), List.copyOf(undone));
    }

    /// The steps at one moment.
    ///
    /// @param done can be taken back, oldest first
    /// @param undone can be done again, the next one first
    public record Steps(List<Step> done, List<Step> undone) {}

    /// The step was taken back.
    public void undid() {
        undone.push(done.pop());
    }

    /// The step was done again.
    public void redid() {
        done.push(undone.pop());
    }

    /// Takes over the steps of a replayed history.
    public void adopt(History other) {
        done.clear();
        done.addAll(other.done);
        undone.clear();
        undone.addAll(other.undone);
        bytes = other.bytes;
    }

    /// Memory the steps take, in bytes.
    public long bytes() {
        return bytes;
    }
}
