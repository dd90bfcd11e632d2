package loupe.app.viewer;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import loupe.app.segments.VerdictSign;
import loupe.app.viewer.look.ComparedVersion;
import loupe.core.finding.Verdict;
import loupe.core.render.Layer;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.FindingsJson;
import loupe.review.exporting.KeyImages;
import loupe.review.came.CameWithStudy;

/// A mask over the slices.
///
/// @param name short name that stands beside it
/// @param said what it is, for those who hear the screen
/// @param mask the mask to show
/// @param rgb its colour, 0xRRGGBB
/// @param style how it is drawn
/// @param selected whether it stands out
/// @param filled whether it is filled as well as outlined
public record MaskOverlay(
        String name, String said, Mask mask, int rgb, Layer.Style style, boolean selected, boolean filled) {
    private static final double LARGE_ML = 100;
    private static final double LARGE_MM2 = 10_000;
    private static final int LONGEST = 24;

    /// A finding's mask in its colour and the style of its verdict.
    static MaskOverlay of(ReviewedFinding f, Mask mask, int rgb, boolean selected, boolean filled) {
        String id = f.finding().id().value();
        Verdict v = f.verdict();
        String name = v instanceof Verdict.Unreviewed ? id : id + " " + VerdictSign.of(v);
        return new MaskOverlay(name, id + " " + told(FindingsJson.word(v)), mask, rgb, KeyImages.style(v), selected, filled);
    }

    /// What came with the study, as a line in its own colour: it is nobody's finding here and must not hide one.
    static MaskOverlay of(CameWithStudy.Outline o) {
        String name = o.label().length() > LONGEST ? o.label().substring(0, LONGEST) + "…" : o.label();
        return new MaskOverlay(name, say("{0}, came with the study", o.label()), o.mask(), o.rgb(), Layer.Style.SOLID, false, false);
    }

    /// One of two versions that are compared: a line, so that neither hides the other nor what they outline.
    static MaskOverlay of(ComparedVersion v, Mask mask) {
        return new MaskOverlay(v.name(), v.said(), mask, v.rgb(), v.dashed() ? Layer.Style.DASHED : Layer.Style.SOLID, false, false);
    }

    /// The same with the mask as a plane cuts it.
    MaskOverlay as(Mask cut) {
        return new MaskOverlay(name, said, cut, rgb, style, selected, filled);
    }

    /// A large structure is filled faintly, so that what lies in it can still be read.
    Layer layer(double opacity) {
        boolean large = mask.grid().slices() == 1
                ? mask.squareMillimetres() > LARGE_MM2
                : mask.millilitres() > LARGE_ML;
        double much = large ? 0.35 : selected ? 1.4 : 1;
        double fill = filled ? Math.min(1, opacity * much) : 0;
        return new Layer.MaskLayer(mask, rgb, fill, style);
    }
}
