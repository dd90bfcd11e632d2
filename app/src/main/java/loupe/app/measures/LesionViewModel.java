package loupe.app.measures;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import loupe.app.findings.FindingsViewModel;
import loupe.app.fx.Background;
import loupe.core.dicom.pet.Suv;
import loupe.core.finding.FindingId;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.PeakValue;
import loupe.core.measure.Shape;
import loupe.core.measure.VoxelValues;
import loupe.core.segment.Mask;
import loupe.core.work.UntilClosed;
import loupe.review.edit.ReviewedFinding;
import loupe.review.measuring.LesionValues;
import loupe.review.measuring.MeasuredValues;

/// Volume, axes and peak of the finding in hand, from its outline as it stands; for the toolkit's thread. Worked out beside it,
/// and only while a person wants to see them.
public final class LesionViewModel {
    private final FindingsViewModel findings;
    private final MeasuredValues measured;
    private final Background reading;
    private final UntilClosed open;
    private final Runnable changed;
    private final BooleanProperty shown = new SimpleBooleanProperty();
    private Optional<Of> now = Optional.empty();

    /// What was worked out of what.
    private record Of(FindingId finding, String seriesUid, LesionValues values) {}

    /// @param open ends with the study
    /// @param changed told whenever the numbers are others
    LesionViewModel(FindingsViewModel findings, MeasuredValues measured, Background reading, UntilClosed open, Runnable changed) {
        this.findings = findings;
        this.measured = measured;
        this.reading = reading;
        this.open = open;
        this.changed = changed;
        shown.addListener((o, before, after) -> ask());
        findings.selectedProperty().addListener((o, before, after) -> ask());
        findings.stateProperty().addListener((o, before, after) -> ask());
    }

    /// Whether axes and peak of the finding in hand are shown.
    public BooleanProperty shownProperty() {
        return shown;
    }

    /// Forgets the numbers and the outline.
    void forget() {
        shown.set(false);
        now = Optional.empty();
    }

    private Optional<ReviewedFinding> inHand() {
        return shown.get() ? findings.selectedFinding().filter(f -> f.segment().isPresent()) : Optional.empty();
    }

    private void ask() {
        Optional<ReviewedFinding> f = inHand();
        Optional<Mask> mask = f.map(x -> x.segment().orElseThrow().mask());
        if (now.isPresent() && mask.filter(m -> m == now.get().values.mask()).isPresent()) {
            return;
        }
        now = Optional.empty();
        changed.run();
        f.ifPresent(x -> {
            String series = x.finding().seriesUid();
            reading.run(() -> measured.lesion(series, mask.orElseThrow(), open), v -> {
                boolean still = inHand().filter(i -> i.segment().orElseThrow().mask() == mask.orElseThrow()).isPresent();
                now = v.filter(unused -> still).map(values -> new Of(x.finding().id(), series, values));
                changed.run();
            });
        });
    }

    /// The finding whose numbers are shown.
    public Optional<String> finding() {
        return now.map(n -> n.finding.value());
    }

    /// What was worked out.
    public Optional<LesionValues> values() {
        return now.map(Of::values);
    }

    /// Where the axes lie on an image, as ends in columns and rows: long axis, then short axis; empty on any other image.
    Optional<List<double[]>> on(ViewSite site) {
        return now.filter(n -> !site.place().cut() && site.place().seriesUid().equals(n.seriesUid))
                .flatMap(n -> n.values.axes().filter(a -> a.slice() == site.slice()).map(a -> ends(n.values.mask(), a.lines())));
    }

    private static List<double[]> ends(Mask mask, Shape.Bidirectional b) {
        List<PatientPoint> points = new ArrayList<>(b.longAxis().points());
        points.addAll(b.shortAxis().points());
        return points.stream().map(mask.grid()::toIndex).toList();
    }

    /// The numbers, one a line.
    public List<String> lines() {
        List<String> out = new ArrayList<>();
        now.map(Of::values).ifPresent(v -> {
            v.millilitres().ifPresent(ml -> out.add(sayNumbers("volume %.2f ml", ml)));
            v.axes().ifPresent(a -> out.add(sayNumbers("long %.1f mm  short %.1f mm  slice %d", length(a.lines().longAxis()),
                    length(a.lines().shortAxis()), a.slice() + 1)));
            out.add(peak(v));
        });
        return out;
    }

    private static double length(Shape.Line line) {
        return line.from().distanceMm(line.to());
    }

    private static String peak(LesionValues v) {
        return switch (v.peak()) {
            case PeakValue.Found f -> v.suv().map(s -> uptake(f, s))
                    .orElseGet(() -> sayNumbers("peak of 1 cm³ %.1f %s", f.value(), f.unit()).strip());
            case PeakValue.NoBall n -> say("no peak: no ball of 1 cm³ about a voxel of it lies in the volume");
            case PeakValue.Refused r -> r.why() == VoxelValues.Reason.LOSSY
                    ? say("no peak: compressed with loss")
                    : say("no peak: not all pixels are there");
        };
    }

    private static String uptake(PeakValue.Found f, Suv suv) {
        return switch (suv) {
            case Suv.Factor factor -> sayNumbers("SUVpeak %.2f g/ml (1 cm³)", f.value() * factor.value());
            case Suv.NotPossible n -> sayNumbers("peak of 1 cm³ %.1f %s; SUV: %s", f.value(), f.unit(), told(n.why()));
        };
    }
}
