package loupe.app.correct;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.stream.Collectors;
import loupe.app.segments.PendingCorrection;
import loupe.app.text.Words;

/// What waits to be taken, in words: the volume before and after of each segment that would change.
final class PendingWords {
    private static final int MOST = 3;

    private PendingWords() {}

    static String of(PendingCorrection p) {
        return p.note().isEmpty() ? volumes(p) : volumes(p) + " · " + p.note();
    }

    private static String volumes(PendingCorrection p) {
        List<PendingCorrection.Part> changed = p.parts().stream().filter(part -> !part.before().equals(part.after())).toList();
        if (changed.isEmpty()) {
            return say("nothing would change");
        }
        if (changed.size() == 1) {
            return one(changed.getFirst());
        }
        String first = changed.stream().limit(MOST).map(PendingWords::among).collect(Collectors.joining("; "));
        return changed.size() > MOST ? say("{0}; and {1} more", first, changed.size() - MOST) : first;
    }

    /// Shorter, for the row above the image has room for three.
    private static String among(PendingCorrection.Part p) {
        double after = p.after().millilitres();
        return String.format(Words.locale(), "%s %.2f mL (%+.2f)", p.finding(), after, after - p.before().millilitres());
    }

    private static String one(PendingCorrection.Part p) {
        double before = p.before().millilitres();
        double after = p.after().millilitres();
        return String.format(Words.locale(), "%s %+.2f mL → %.2f mL", p.finding(), after - before, after);
    }
}
