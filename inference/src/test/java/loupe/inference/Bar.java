package loupe.inference;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.Model;
import loupe.inference.engine.EngineSettings;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.NoduleTruth;
import loupe.sample.chest.PhantomSettings;

/// Measures a lung and a nodule model on phantoms, with the baselines beside them.
///
/// A nodule counts as found when a finding's centre lies within its radius (at least 4 mm) of its own; a finding near no
/// nodule is a false positive.
final class Bar implements AutoCloseable {
    /// One scan's figures.
    record Scan(double lungDice, double thresholdDice, int nodules, int found, int falsePositives, List<Candidate> blobs) {}

    /// A blob of the baseline: the nodule it hits or -1.
    record Candidate(int scan, int hit, double score) {}

    private final ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), Clock.systemUTC(), "test");
    private final Model lungs;
    private final Model nodules;
    private final List<Scan> scans = new ArrayList<>();

    Bar(Model lungs, Model nodules) {
        this.lungs = lungs;
        this.nodules = nodules;
    }

    void measure(long seed, boolean withBaselines) throws Exception {
        ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
        try (Volume volume = phantom.volume()) {
            var scan = new loupe.inference.Scan(volume, "2.25.1", "CT", "CHEST");
            Prediction outline = runner.run(lungs, scan, JobContext.unattended());
            Mask mask = outline.segmentation().map(s -> s.segment(1).mask()).orElse(Mask.empty(phantom.grid()));
            Prediction points = runner.run(nodules, scan, JobContext.unattended());
            List<PatientPoint> centres = points.findings().stream().map(Finding::centre).toList();
            Set<Integer> found = new HashSet<>();
            int wrong = 0;
            for (PatientPoint p : centres) {
                int hit = hit(p, phantom.truth().noduleList());
                if (hit < 0) {
                    wrong++;
                } else {
                    found.add(hit);
                }
            }
            double threshold = 0;
            List<Candidate> blobs = List.of();
            if (withBaselines) {
                Baselines simple = new Baselines(phantom);
                BitSet dark = simple.lungs();
                threshold = simple.mask(dark).dice(phantom.truth().lungs());
                blobs = simple.blobs(dark).stream()
                        .map(b -> new Candidate(scans.size(), hit(b.centre(), phantom.truth().noduleList()), b.score()))
                        .toList();
            }
            scans.add(new Scan(mask.dice(phantom.truth().lungs()), threshold, phantom.truth().noduleList().size(),
                    found.size(), wrong, blobs));
        }
    }

    static int hit(PatientPoint p, List<NoduleTruth> truth) {
        for (int i = 0; i < truth.size(); i++) {
            if (truth.get(i).centre().distanceMm(p) <= Math.max(4, truth.get(i).diameterMm() / 2)) {
                return i;
            }
        }
        return -1;
    }

    List<Scan> scans() {
        return scans;
    }

    double meanDice() {
        return scans.stream().mapToDouble(Scan::lungDice).average().orElse(0);
    }

    double worstDice() {
        return scans.stream().mapToDouble(Scan::lungDice).min().orElse(0);
    }

    double thresholdDice() {
        return scans.stream().mapToDouble(Scan::thresholdDice).average().orElse(0);
    }

    double foundShare() {
        return scans.stream().mapToInt(Scan::found).sum() / Math.max(1.0, nodules());
    }

    int nodules() {
        return scans.stream().mapToInt(Scan::nodules).sum();
    }

    double falsePositivesAScan() {
        return scans.stream().mapToInt(Scan::falsePositives).average().orElse(0);
    }

    /// The blob filter's share of nodules found at the kindest cut-off that leaves at most so many false positives a scan.
    double blobShare(double falsePositivesAScan) {
        List<Candidate> all = scans.stream().flatMap(s -> s.blobs.stream())
                .sorted(java.util.Comparator.comparingDouble(Candidate::score).reversed()).toList();
        Set<List<Integer>> found = new HashSet<>();
        double wrong = 0;
        for (Candidate c : all) {
            wrong += c.hit < 0 ? 1 : 0;
            if (wrong > falsePositivesAScan * scans.size()) {
                break;
            }
            if (c.hit >= 0) {
                found.add(List.of(c.scan, c.hit));
            }
        }
        return found.size() / Math.max(1.0, nodules());
    }

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT,
                "%d scans: lungs Dice %.4f (worst %.4f), threshold %.4f; %d nodules, found %.3f at %.2f false a scan; blobs %.3f",
                scans.size(), meanDice(), worstDice(), thresholdDice(), nodules(), foundShare(), falsePositivesAScan(),
                blobShare(2));
    }

    @Override
    public void close() {
        runner.close();
    }
}
