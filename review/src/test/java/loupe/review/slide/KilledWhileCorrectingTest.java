package loupe.review.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import loupe.review.job.ProcessToKill;
import loupe.review.session.Journal;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that corrects objects is killed at any moment; every step it said to be kept is there, and nothing else but the one step
/// it may have been in. More rounds by benchmarks/object-kill.
class KilledWhileCorrectingTest {
    private static final int ROUNDS = Integer.getInteger("loupe.kill.rounds", 4);

    @TempDir Path folder;

    @Test
    void no_kept_step_is_lost() throws Exception {
        try (SlideSite site = SlideSite.make(folder)) {
            new FoundObjects(site.store()).keep(site.uid(), new FoundObjects.Found(
                    site.slide().seriesUid(), "counter", "counter 1", SlideSite.nuclei(900, 500)));
        }
        SplittableRandom random = new SplittableRandom(Long.getLong("loupe.kill.seed", 7L));
        int kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String[] last = killed(random);
            int records = Integer.parseInt(last[0]);
            kept += Integer.parseInt(last[2]);
            try (SlideSite site = SlideSite.open(folder)) {
                List<StoredRecord> all = site.store().records(site.uid());
                assertThat(all.size()).as("records after round " + round).isBetween(records, records + 1);
                assertThat(KilledCorrecting.digest(Journal.replay(all.subList(0, records)).state()))
                        .as("what stood after the last kept step").isEqualTo(last[1]);
                SlideSite.all(site.objects(), Journal.replay(all).state());
            }
        }
        System.out.println("figure: " + ROUNDS + " kills while objects were corrected, 0 of " + kept + " kept steps lost");
        assertThat(kept).isPositive();
    }

    /// Records and digest of the last step that was said to be kept, and how many steps were.
    private String[] killed(SplittableRandom random) throws Exception {
        long seed = random.nextLong();
        String last = "";
        int steps = 0;
        int most = 1 + random.nextInt(40);
        try (ProcessToKill correcting =
                ProcessToKill.start(KilledCorrecting.class, folder.toString(), Long.toString(seed))) {
            while (steps < most) {
                String line = correcting.line();
                last = line.startsWith("kept ") ? line : last;
                steps++;
            }
            Thread.sleep(random.nextInt(30));
            // What it had said by then, to the last whole line.
            for (String line : correcting.kill()) {
                boolean whole = line.startsWith("kept ") && line.length() > 64 && line.split(" ").length == 3
                        && line.split(" ")[2].length() == 64;
                last = whole ? line : last;
                steps += whole ? 1 : 0;
            }
        }
        String[] words = last.split(" ");
        return new String[] {words[1], words[2], Integer.toString(steps)};
    }
}
