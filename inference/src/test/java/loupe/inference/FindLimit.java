package loupe.inference;

import java.io.File;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.core.finding.Finding;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.card.SecondLook;
import loupe.inference.engine.EngineSettings;
import loupe.sample.PhantomSeeds;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.PhantomSettings;

/// Finds from where on a detector's second look counts, on the validation phantoms: `FindLimit MODEL FALSE_A_SCAN CARD.json`
/// prints found share against false positives a scan (FROC), writes the lowest limit with at most so many of them into the
/// card, and the calibration of what then is shown.
public final class FindLimit {
    private static final double KEEN = 0.02;

    private FindLimit() {}

    private record Seen(long seed, int hit, double confidence) {}

    /// @param arguments id of a built-in detector, false positives a scan, the card to write into
    public static void main(String[] arguments) throws Exception {
        double most = Double.parseDouble(arguments[1]);
        Model model = ModelCatalogue.builtIn().find(arguments[0]).orElseThrow();
        long[] seeds = PhantomSeeds.validation().toArray();
        List<Seen> all = new ArrayList<>();
        int nodules = 0;
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test")) {
            Model keen = keen(ShownFindings.uncalibrated(model));
            for (long seed : seeds) {
                ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
                nodules += phantom.truth().noduleList().size();
                try (Volume volume = phantom.volume()) {
                    Scan scan = new Scan(volume, "2.25.1", "CT", "CHEST");
                    for (Finding f : runner.run(keen, scan, JobContext.unattended()).findings()) {
                        all.add(new Seen(seed, Bar.hit(f.centre(), phantom.truth().noduleList()), f.confidence()));
                    }
                }
            }
        }
        double limit = limit(all, nodules, seeds.length, most);
        List<ShownFindings.One> shown = all.stream().filter(s -> s.confidence >= limit)
                .map(s -> new ShownFindings.One(s.seed, s.confidence, s.hit >= 0)).toList();
        File card = new File(arguments[2]);
        new CardFile(card).change(json -> ((com.fasterxml.jackson.databind.node.ObjectNode) json.get("second"))
                .put("confidence", limit));
        FitCalibration.fit(shown, card);
    }

    private static double limit(List<Seen> all, int nodules, int scans, double most) {
        all.sort(Comparator.comparingDouble(Seen::confidence).reversed());
        Set<List<Long>> found = new HashSet<>();
        int wrong = 0;
        double limit = 1;
        for (Seen s : all) {
            if (s.hit >= 0) {
                found.add(List.of(s.seed, (long) s.hit));
            } else {
                wrong++;
                if (wrong % 6 == 0 && wrong <= 3 * scans) {
                    System.out.printf("at %.3f found %d of %d (%.3f), %.2f false a scan%n", s.confidence, found.size(), nodules,
                            (double) found.size() / nodules, (double) wrong / scans);
                }
            }
            if (wrong <= most * scans) {
                limit = Math.floor(s.confidence * 1000) / 1000;
            }
        }
        return limit;
    }

    private static Model keen(Model m) throws Exception {
        ModelCard c = m.card();
        SecondLook s = c.more().second().orElseThrow();
        SecondLook keen = new SecondLook(s.sha256(), s.slices(), s.side(), KEEN);
        ModelCard.More more = new ModelCard.More(java.util.Optional.of(keen), c.more().calibration(), c.more().typical(),
                c.more().slide(), c.more().tiles(), c.more().context());
        return Model.of(new ModelCard(c.id(), c.version(), c.title(), c.task(), c.accepts(), c.input(), c.output(), c.labels(),
                c.statement(), c.sha256(), more), m.weights(), m.second());
    }
}
