package loupe.review.correcting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// `KilledPainting FOLDER SEED`: corrects the segments of the study there without end. Says each step before it is done (`try`
/// and its words), and after it, once it is kept, how many records the study must have (`kept`), or that nothing came of it
/// (`none`). It is there to be killed.
final class KilledPainting {
    private KilledPainting() {}

    public static void main(String[] a) throws IOException {
        try (PhantomSite site = PhantomSite.open(Path.of(a[0]))) {
            int records = site.store().records(site.uid()).size();
            HandOnMasks hand = new HandOnMasks(new SplittableRandom(Long.parseLong(a[1])), site.session());
            while (true) {
                HandOnMasks.Step step = hand.next();
                say("try " + step.words());
                say(step.act().done() ? "kept " + ++records : "none");
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
