package loupe.review.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.finding.Measurement;
import loupe.core.finding.Verdict;
import loupe.core.measure.LesionDiameters;
import loupe.core.measure.Quantity;
import loupe.core.measure.Scale;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.edit.ReviewedFinding;

/// How large a finding is by its outline in force, each number with its band.
///
/// Axes are those of [LesionDiameters]; their band is half a pixel diagonal at each end ([Quantity#error()]). The band of a volume or
/// area is half of the voxels of the outline that touch what lies outside: the border may run anywhere through them.
///
/// @param longAxis longest line on one slice, mm; empty for organs, films and what has no outline
/// @param shortAxis longest line square to it, mm
/// @param volume volume, mL; empty where voxels have no volume
/// @param area area, mm2; on films of known spacing alone
/// @param said what the model measured where there is no outline, or on slides; a line each, without bands
record FindingSize(
        Optional<Amount> longAxis, Optional<Amount> shortAxis, Optional<Amount> volume, Optional<Amount> area, List<Said> said) {
    /// What a model measured.
    ///
    /// @param what the concept, in lower case
    /// @param amount how much
    record Said(String what, Amount amount) {}

    /// Copies the list.
    FindingSize {
        said = List.copyOf(said);
    }

    /// Of a finding.
    ///
    /// @param stack the stack or film it lies on; empty for slides
    static FindingSize of(ReviewedFinding f, Optional<Stack> stack, JobContext job) {
        Optional<Segment> outline = f.segment().filter(s -> !s.mask().isEmpty());
        if (outline.isEmpty() || stack.isEmpty()) {
            return new FindingSize(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), said(f));
        }
        Mask mask = outline.get().mask();
        boolean film = stack.get().isFilm();
        boolean area = f.finding().measurements().stream().anyMatch(m -> m.unit().value().equals("mm2"));
        double border = border(mask) / 2.0;
        Optional<Amount> volume = !film && f.hasVolume()
                ? Optional.of(new Amount(mask.millilitres(), border * mask.grid().voxelMm3() / 1000, "mL"))
                : Optional.empty();
        Optional<Amount> flat = f.flat() && area
                ? Optional.of(new Amount(
                        mask.squareMillimetres(), border * mask.grid().columnMm() * mask.grid().rowMm(), "mm2"))
                : Optional.empty();
        List<Quantity> axes = film || outline.get().anatomical()
                ? List.of()
                : LesionDiameters.of(mask, new Scale.Patient(), job).map(m -> m.quantities()).orElse(List.of());
        return new FindingSize(of(axes, Quantity.Kind.LONG_AXIS), of(axes, Quantity.Kind.SHORT_AXIS), volume, flat, List.of());
    }

    private static Optional<Amount> of(List<Quantity> all, Quantity.Kind kind) {
        return all.stream().filter(q -> q.kind() == kind).findFirst().map(q -> new Amount(q.value(), q.error(), q.unit()));
    }

    /// What a model measured belongs to its own outline, so only of what was accepted as it is.
    private static List<Said> said(ReviewedFinding f) {
        if (!(f.verdict() instanceof Verdict.Accepted)) {
            return List.of();
        }
        List<Said> out = new ArrayList<>();
        for (Measurement m : f.finding().measurements()) {
            out.add(new Said(m.concept().meaning().toLowerCase(Locale.ROOT), new Amount(m.value(), -1, m.unit().value())));
        }
        return out;
    }

    /// Voxels of a mask that touch one outside it across a face.
    private static long border(Mask mask) {
        long[] n = new long[1];
        boolean flat = mask.grid().slices() == 1;
        mask.forEachVoxel((c, r, s) -> {
            boolean inside = in(mask, c - 1, r, s) && in(mask, c + 1, r, s) && in(mask, c, r - 1, s) && in(mask, c, r + 1, s)
                    && (flat || in(mask, c, r, s - 1) && in(mask, c, r, s + 1));
            n[0] += inside ? 0 : 1;
        });
        return n[0];
    }

    private static boolean in(Mask mask, int c, int r, int s) {
        return mask.grid().contains(c, r, s) && mask.contains(c, r, s);
    }

    /// Whether anything was measured.
    boolean none() {
        return longAxis.isEmpty() && volume.isEmpty() && area.isEmpty() && said.isEmpty();
    }

    /// All of it, such as `long axis 8.2 ± 0.7 mm, short axis 6.9 ± 0.7 mm, volume 0.21 ± 0.06 mL`.
    String text() {
        List<String> out = new ArrayList<>();
        longAxis.ifPresent(a -> out.add("long axis " + a.text()));
        shortAxis.ifPresent(a -> out.add("short axis " + a.text()));
        volume.ifPresent(a -> out.add("volume " + a.text()));
        area.ifPresent(a -> out.add("area " + a.text()));
        said.forEach(s -> out.add(s.what + " " + s.amount.text() + " as the model measured it"));
        return String.join(", ", out);
    }

    /// The one number an impression names: long axis, else area, else volume.
    String inShort() {
        return longAxis.map(a -> "long axis " + a.text())
                .or(() -> area.map(a -> "area " + a.text()))
                .or(() -> volume.map(a -> "volume " + a.text()))
                .orElse("");
    }

    /// How large it is for sorting, mm or mL; 0 where nobody knows.
    double order() {
        return longAxis.or(() -> area).or(() -> volume).map(Amount::value).orElse(0.0);
    }
}
