package loupe.inference.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Measurement;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.work.JobContext;
import loupe.inference.card.LabelClass;
import loupe.inference.card.ModelCard;
import loupe.inference.card.OutputStep;
import loupe.inference.card.SlideSpec;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;

/// Runs a slide model over a slide tile by tile; what it holds does not grow with the number of tiles but for its result.
public final class SlideTask {
    private static final Code AREA = new Code("42798000", "SCT", "Area");
    private static final Code COUNT = new Code("410681005", "SCT", "Count");
    private static final Code DENSITY = new Code("object-density", "99LOUPE", "Objects per area of tissue");
    private static final Code MM2 = new Code("mm2", "UCUM", "square millimeter");
    private static final Code ONE = new Code("1", "UCUM", "no units");
    private static final Code PER_MM2 = new Code("/mm2", "UCUM", "per square millimeter");

    private final ModelCard card;
    private final boolean calibrated;
    private final OnnxSession session;
    private final Provenance from;
    private final JobContext job;

    /// @param card a slide model's card
    /// @param session its loaded model
    /// @param from which model, when
    /// @param job progress in tiles; cancel stops within 200 ms
    public SlideTask(ModelCard card, OnnxSession session, Provenance from, JobContext job) {
        this.card = card;
        this.calibrated = card.more().calibration().isPresent();
        this.session = session;
        this.from = from;
        this.job = job;
    }

    private Tiling tiling(SlideScan scan) {
        SlideSpec spec = card.more().slide()
                .orElseThrow(() -> new IllegalArgumentException("the card is not one of a slide model"));
        return new Tiling(scan, spec);
    }

    /// Outlines the tissue.
    ///
    /// @throws ModelException if the model fails
    /// @throws IOException if a tile cannot be read
    public SlideOutcome outline(SlideScan scan) throws ModelException, IOException {
        Tiling tiling = tiling(scan);
        SlideSpec spec = card.more().slide().orElseThrow();
        double level = threshold();
        VoxelGrid grid = scan.frame().grid(tiling.columns(), tiling.rows(), tiling.um());
        Mask.Builder mask = Mask.builder(grid);
        double sure = 0;
        for (int k = 0; k < tiling.count(); k++) {
            job.progress(k, tiling.count(), "tiles");
            job.checkCancelled();
            Tiling.Tile tile = tiling.tile(k);
            Tiling.Maps maps = tiling.maps(session, tile, 1, job);
            for (int r = 0; r < tile.height(); r++) {
                for (int c = 0; c < tile.width(); c++) {
                    float p = maps.at(0, c + spec.margin(), r + spec.margin());
                    if (p >= level) {
                        mask.add(tile.left() + c, tile.top() + r, 0);
                        sure += p;
                    }
                }
            }
        }
        job.progress(tiling.count(), tiling.count(), "tiles");
        return outlined(scan, mask.build(), sure);
    }

    private double threshold() {
        return card.output().stream().filter(OutputStep.Threshold.class::isInstance)
                .mapToDouble(s -> ((OutputStep.Threshold) s).value()).findFirst().orElse(0.5);
    }

    private SlideOutcome outlined(SlideScan scan, Mask mask, double sure) {
        if (mask.count() == 0) {
            return new SlideOutcome(new Prediction(scan.seriesUid(), from, List.of(), Optional.empty()), List.of());
        }
        LabelClass label = card.labels().getFirst();
        VoxelGrid grid = mask.grid();
        double mm2 = mask.count() * grid.columnMm() * grid.rowMm();
        Finding f = new Finding(new FindingId("F1"), scan.seriesUid(), label.type(), label.name(), middle(mask),
                Math.clamp(sure / mask.count(), 0, 1), 1, List.of(new Measurement(AREA, mm2, MM2)), from, List.of(), calibrated);
        Segment s = new Segment(1, label.name(), label.category(), label.type(), label.rgb(), mask);
        return new SlideOutcome(new Prediction(scan.seriesUid(), from, List.of(f),
                Optional.of(new Segmentation(grid, List.of(s)))), List.of());
    }

    private static PatientPoint middle(Mask mask) {
        long n = 0;
        double c = 0;
        double r = 0;
        VoxelGrid g = mask.grid();
        for (int i = 0; i < g.voxelsPerSlice(); i++) {
            if (mask.contains(0, i)) {
                n++;
                c += i % g.columns();
                r += i / g.columns();
            }
        }
        return g.toPatient(c / n, r / n, 0);
    }

    /// Counts objects, only where there is tissue.
    ///
    /// @param tissue the slide's tissue, from [#outline]; empty to look everywhere
    /// @throws ModelException if the model fails
    /// @throws IOException if a tile cannot be read
    public SlideOutcome count(SlideScan scan, Optional<Mask> tissue) throws ModelException, IOException {
        Tiling tiling = tiling(scan);
        OutputStep.Objects rule = card.output().stream().filter(OutputStep.Objects.class::isInstance)
                .map(OutputStep.Objects.class::cast).findFirst()
                .orElseThrow(() -> new ModelException("the card of a model that counts needs the output step objects"));
        TileObjects objects = new TileObjects(
                scan.frame(), card.more().slide().orElseThrow(), tiling.um() / scan.umPerPixel());
        for (int k = 0; k < tiling.count(); k++) {
            job.progress(k, tiling.count(), "tiles");
            job.checkCancelled();
            Tiling.Tile tile = tiling.tile(k);
            if (tissue.isEmpty() || touches(tissue.get(), tile, tiling.um())) {
                objects.add(tile, tiling.maps(session, tile, 2, job), rule);
            }
        }
        job.progress(tiling.count(), tiling.count(), "tiles");
        List<SlideObject> inside = objects.all().stream()
                .filter(o -> tissue.isEmpty() || contains(tissue.get(), o.centre())).toList();
        OptionalDouble mm2 = tissue.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(tissue.get().count() * tissue.get().grid().columnMm() * tissue.get().grid().rowMm());
        return counted(scan, inside, mm2);
    }

    private static boolean touches(Mask tissue, Tiling.Tile tile, double um) {
        VoxelGrid g = tissue.grid();
        double step = g.columnMm() * 1000 / um;
        int right = Math.min(g.columns() - 1, (int) ((tile.left() + tile.width()) / step));
        int bottom = Math.min(g.rows() - 1, (int) ((tile.top() + tile.height()) / step));
        for (int r = (int) (tile.top() / step); r <= bottom; r++) {
            for (int c = (int) (tile.left() / step); c <= right; c++) {
                if (tissue.contains(c, r, 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean contains(Mask tissue, PatientPoint at) {
        double[] i = tissue.grid().toIndex(at);
        int c = (int) Math.rint(i[0]);
        int r = (int) Math.rint(i[1]);
        return tissue.grid().contains(c, r, 0) && tissue.contains(c, r, 0);
    }

    private SlideOutcome counted(SlideScan scan, List<SlideObject> objects, OptionalDouble tissueMm2) {
        if (objects.isEmpty()) {
            return new SlideOutcome(new Prediction(scan.seriesUid(), from, List.of(), Optional.empty()), objects);
        }
        LabelClass label = card.labels().getFirst();
        PatientPoint middle = new PatientPoint(
                objects.stream().mapToDouble(o -> o.centre().xMm()).average().orElse(0),
                objects.stream().mapToDouble(o -> o.centre().yMm()).average().orElse(0),
                objects.stream().mapToDouble(o -> o.centre().zMm()).average().orElse(0));
        List<Measurement> numbers = new ArrayList<>(List.of(new Measurement(COUNT, objects.size(), ONE)));
        tissueMm2.ifPresent(mm2 -> numbers.add(new Measurement(DENSITY, objects.size() / mm2, PER_MM2)));
        double sure = objects.stream().mapToDouble(SlideObject::confidence).average().orElse(0);
        Finding f = new Finding(new FindingId("F1"), scan.seriesUid(), label.type(), label.name(), middle,
                Math.clamp(sure, 0, 1), 0, numbers, from, List.of(), calibrated);
        return new SlideOutcome(new Prediction(scan.seriesUid(), from, List.of(f), Optional.empty()), objects);
    }
}
