package loupe.app.cli.batch;

import java.util.ArrayList;
import java.util.List;
import loupe.review.batch.BatchItem;
import loupe.review.batch.ItemState;
import loupe.review.batch.ManifestLine;

/// Items as lines for people.
final class BatchLines {
    private BatchLines() {}

    /// Without where it lies: for output that may be kept.
    static String brief(BatchItem i) {
        String what = i.state() == ItemState.DONE ? i.instances() + " instances" : i.reason();
        return "item " + i.number() + ": " + i.state().word() + (what.isEmpty() ? "" : ", " + what);
    }

    /// With where it lies and what the manifest says, for the person's screen.
    static String full(BatchItem i) {
        List<String> words = new ArrayList<>();
        words.add(String.format("%4d", i.number()));
        words.add(i.state().word());
        words.add(i.source());
        ManifestLine l = i.line();
        if (l.number() > 0) {
            words.add("line " + l.number());
            add(words, "case ", l.caseId());
            add(words, "block ", l.block());
            add(words, "", l.stain());
        }
        if (i.instances() > 0) {
            words.add(i.instances() + " instances");
        }
        add(words, "", i.reason());
        return String.join("  ", words);
    }

    private static void add(List<String> words, String before, String value) {
        if (!value.isEmpty()) {
            words.add(before + value);
        }
    }
}
