package loupe.inference;

import java.util.Locale;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.study.Stack;
import loupe.inference.card.Accepts;
import loupe.inference.card.ModelCard;
import loupe.inference.card.ModelTask;
import loupe.inference.slide.SlideScan;

/// Compares a series with what a card accepts.
final class Suitability {
    private final ModelCard card;
    private final VoxelGrid grid;

    private Suitability(ModelCard card, VoxelGrid grid) {
        this.card = card;
        this.grid = grid;
    }

    static void check(ModelCard card, Scan scan) throws UnsuitableInputException {
        Suitability s = new Suitability(card, scan.volume().grid());
        Accepts a = card.accepts();
        s.require(a.modalities().contains(scan.modality()),
                "takes " + String.join(", ", a.modalities()) + ", the series is " + named(scan.modality()));
        s.bodyPart(scan.bodyPart());
        s.require(a.blacked() || scan.blackedPixels() == 0,
                "takes no images in which de-identification blacked something out");
        s.require(!card.task().onSlides(), "takes whole slides");
        s.require(card.task() != ModelTask.SEGMENTATION_BY_PROMPT, "needs a person who points at something");
        if (card.task().onFilms()) {
            s.require(s.grid.slices() == 1, "takes single films");
        } else {
            s.geometry(a);
            s.places(a, scan);
        }
    }

    /// A film that names no body part is taken only where the card can tell by its pixels what it shows: unlike a volume, it
    /// has no extent and no slices that would tell a chest from a hand.
    private void bodyPart(String named) throws UnsuitableInputException {
        if (card.accepts().bodyParts().contains("ANY")) {
            return;
        }
        String takes = "takes images of " + String.join(", ", card.accepts().bodyParts());
        require(!named.isEmpty() || !card.task().onFilms() || card.more().typical().isPresent(),
                takes + ", the film names no body part and nothing else tells what it shows");
        require(named.isEmpty() || card.accepts().bodyParts().contains(named.toUpperCase(Locale.ROOT)),
                takes + ", the series shows another body part");
    }

    static void check(ModelCard card, SlideScan scan) throws UnsuitableInputException {
        double mm = scan.reader().pyramid().levels().getFirst().columnMm();
        Accepts a = card.accepts();
        require(card, card.task().onSlides() && a.modalities().contains(scan.modality()),
                "takes " + String.join(", ", a.modalities()) + ", the series is " + named(scan.modality()));
        require(card, a.inPlaneMm().contains(mm), String.format(Locale.ROOT,
                "takes pixels of %s to %s mm, the slide has %.5f mm", a.inPlaneMm().from(), a.inPlaneMm().to(), mm));
    }

    private static void require(ModelCard card, boolean holds, String otherwise) throws UnsuitableInputException {
        if (!holds) {
            throw new UnsuitableInputException("Model " + card.id() + " " + otherwise + ".");
        }
    }

    private static String named(String modality) {
        return modality.matches("[A-Z]{1,16}") ? modality : "of no known modality";
    }

    private void geometry(Accepts a) throws UnsuitableInputException {
        double finest = Math.min(grid.columnMm(), grid.rowMm());
        double coarsest = Math.max(grid.columnMm(), grid.rowMm());
        require(a.inPlaneMm().contains(finest) && a.inPlaneMm().contains(coarsest),
                "takes pixels of " + range(a.inPlaneMm()) + ", the series has " + mm(coarsest));
        require(grid.slices() >= a.minSlices(),
                "needs at least " + a.minSlices() + " slices, the series has " + grid.slices());
        require(a.sliceMm().contains(grid.sliceMm()),
                "takes slices " + range(a.sliceMm()) + " apart, the series has " + mm(grid.sliceMm()));
        String plane = plane();
        require(a.orientations().contains(plane),
                "takes " + String.join(", ", a.orientations()) + " slices, the series is " + plane);
        double shortest = Math.min(grid.slices() * grid.sliceMm(),
                Math.min(grid.columns() * grid.columnMm(), grid.rows() * grid.rowMm()));
        require(shortest >= a.minExtentMm(),
                "needs " + mm(a.minExtentMm()) + " in every direction, the series covers " + mm(shortest));
    }

    /// Whether the card can do with what is odd about the slices' places.
    private void places(Accepts a, Scan scan) throws UnsuitableInputException {
        for (Stack.Warning w : Stack.Warning.values()) {
            require(!scan.oddities().contains(w) || a.oddities().contains(w), switch (w) {
                case IRREGULAR_SPACING -> "needs slices at one distance, those of the series vary";
                case MISSING_SLICES -> "needs all slices, the series lacks some";
                case TILTED -> "takes no tilted stacks, the series leans";
                case SHIFTED_SLICES -> "needs slices in one line, those of the series lie beside it";
                case INTERLEAVED_PASSES -> "takes one pass, slices of several lie between one another";
                case PROJECTION -> "takes stacks of slices, the series is a film";
            });
        }
    }

    /// The plane the slices lie nearest to.
    private String plane() {
        PatientVector n = grid.normal();
        double x = Math.abs(n.xMm());
        double y = Math.abs(n.yMm());
        double z = Math.abs(n.zMm());
        return z >= x && z >= y ? "axial" : y >= x ? "coronal" : "sagittal";
    }

    private static String range(Accepts.Range r) {
        return r.from() + " to " + mm(r.to());
    }

    private static String mm(double value) {
        return String.format(Locale.ROOT, "%.2f mm", value);
    }

    private void require(boolean holds, String otherwise) throws UnsuitableInputException {
        require(card, holds, otherwise);
    }
}
