package loupe.review.correcting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import loupe.core.finding.Verdict;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.review.edit.History;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that corrects the segments of a series (brush, ball, eraser, outlines, margins, smoothing, islands, gestures on
/// several segments, names, undo, redo, undo of one segment alone) is killed at any moment. Every step it said to be kept is in
/// the store, and nothing else but the one step it may have been in; masks, labels, verdicts and both lists of steps are what the
/// told steps add up to in a reckoning of its own ([ToldSteps]), and the work goes on. More rounds by benchmarks/paint-kill.
class KilledWhilePaintingTest {
    private static final int ROUNDS = Integer.getInteger("loupe.kill.rounds", 8);
    /// Then another store is begun, for a long review takes long to open.
    private static final int ROUNDS_A_STORE = 25;
    private static final int SEGMENTS = 6;
    private static final PhantomSeries SERIES = new PhantomSeries(40, 36, 10, PhantomSeries.OBLIQUE);

    @TempDir Path folder;

    private final SplittableRandom random = new SplittableRandom(Long.getLong("loupe.kill.seed", 7L));
    private final Map<String, Integer> kinds = new TreeMap<>();
    private Path store = Path.of("");
    private int records;
    private int kept;
    private int left;
    private int caught;

    @Test
    void no_kept_step_is_lost() throws Exception {
        ToldSteps told = begun(0);
        for (int round = 0; round < ROUNDS; round++) {
            if (round % ROUNDS_A_STORE == 0 && round > 0) {
                left += told.done().size();
                told = begun(round);
            }
            String during = told(told, killed(round % 8 == 7));
            try (PhantomSite site = PhantomSite.open(store)) {
                there(site, told, during, round);
                goesOn(site.session(), told);
                records = site.store().records(site.uid()).size();
                assertThat(site.store().verify(JobContext.unattended()).faults()).as("log after round " + round).isEmpty();
            }
        }
        System.out.println("figure: " + ROUNDS + " kills while masks were corrected, 0 of " + kept + " kept steps lost " + kinds
                + ", " + caught + " kills between a step in the store and its being said, "
                + (left + told.done().size()) + " steps to take back at the end");
        assertThat(kept).isPositive();
    }

    private ToldSteps begun(int round) throws IOException {
        ToldSteps told = new ToldSteps(SERIES.columns() * SERIES.rows());
        store = folder.resolve("from-" + round);
        try (PhantomSite site = PhantomSite.make(store, SERIES, SEGMENTS, true)) {
            site.session().state().findings().forEach(f -> told.begins(f.finding().id().value(), voxels(f), f.label()));
            records = site.store().records(site.uid()).size();
        }
        return told;
    }

    /// Takes in what was said to be kept.
    ///
    /// @return the step the process was in; empty where it was in none
    private String told(ToldSteps told, List<String> lines) {
        String during = "";
        for (String line : lines) {
            String[] w = line.split(" ", 2);
            switch (w[0]) {
                case "try" -> during = w[1];
                case "none" -> {
                    assertThat(told.take(during)).as("nothing came of " + during).isFalse();
                    during = "";
                }
                default -> {
                    assertThat(told.take(during)).as(during).isTrue();
                    kinds.merge(during.startsWith("paint") ? during.split(" ")[1] : during.split(" ")[0], 1, Integer::sum);
                    assertThat(++records).as("records after " + during).isEqualTo(Integer.parseInt(w[1]));
                    kept++;
                    during = "";
                }
            }
        }
        return during;
    }

    private void there(PhantomSite site, ToldSteps told, String during, int round) throws IOException {
        List<StoredRecord> all = site.store().records(site.uid());
        assertThat(all.size()).as("records after round " + round).isBetween(records, records + (during.isEmpty() ? 0 : 1));
        Journal.Replayed replayed = Journal.replay(all.subList(0, records));
        same(replayed.state(), replayed.history().steps(), told, "after what was kept, round " + round);
        if (all.size() > records) {
            assertThat(told.take(during)).as(during).isTrue();
            caught++;
        }
        ReviewSession opened = site.session();
        same(opened.state(), opened.steps(), told, "opened after round " + round);
        assertThat(opened.undoName().stream().toList()).isEqualTo(last(told.done()));
        assertThat(opened.redoName().stream().toList()).isEqualTo(told.undone().stream().limit(1).toList());
    }

    private static List<String> last(List<String> names) {
        return names.isEmpty() ? List.of() : List.of(names.getLast());
    }

    private static void same(ReviewState state, History.Steps steps, ToldSteps told, String when) {
        for (ReviewedFinding f : state.findings()) {
            String id = f.finding().id().value();
            assertThat(voxels(f)).as("voxels of " + id + " " + when).isEqualTo(told.voxels().get(id));
            assertThat(f.label()).as("label of " + id + " " + when).isEqualTo(told.labels().get(id));
            assertThat(f.verdict() instanceof Verdict.Edited).as("verdict on " + id + " " + when).isEqualTo(told.touched(id));
        }
        assertThat(steps.done().stream().map(s -> s.edit().name()).toList()).as("done " + when).isEqualTo(told.done());
        assertThat(steps.undone().stream().map(s -> s.edit().name()).toList()).as("undone " + when).isEqualTo(told.undone());
    }

    private static BitSet voxels(ReviewedFinding f) {
        Mask mask = f.segment().orElseThrow().mask();
        BitSet out = new BitSet();
        mask.forEachVoxel((c, r, s) -> out.set((s * mask.grid().rows() + r) * mask.grid().columns() + c));
        return out;
    }

    /// The last step is taken back and done again, and a stroke is made, by another process than the one that was killed.
    private void goesOn(ReviewSession session, ToldSteps told) throws IOException {
        if (session.undo().isPresent()) {
            told.take("undo");
            session.redo();
            told.take("redo");
        }
        HandOnMasks.Step stroke = new HandOnMasks(random.split(), session).gesture();
        assertThat(stroke.act().done()).isTrue();
        told.take(stroke.words());
        same(session.state(), session.steps(), told, "gone on");
    }

    /// What a process said until it was killed: after some steps, or, at times, at any moment from its start.
    private List<String> killed(boolean early) throws Exception {
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("java.class.path"), KilledPainting.class.getName(), store.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = new ArrayList<>();
        int most = early ? 0 : 1 + random.nextInt(80);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(p.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.size() < most) {
                String line = in.readLine();
                assertThat(line).as("the process goes on until it is killed").isNotNull();
                lines.add(line);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(early ? 3_000_000 : 30_000));
            // SIGKILL.
            p.toHandle().destroyForcibly();
            lines.addAll(rest(in));
        }
        p.waitFor();
        return lines;
    }

    /// The whole lines that were still on the way.
    private static List<String> rest(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
        }
        int end = text.lastIndexOf("\n");
        return end < 0 ? List.of() : text.substring(0, end).lines().toList();
    }
}
