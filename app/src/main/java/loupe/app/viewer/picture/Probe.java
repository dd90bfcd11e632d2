package loupe.app.viewer.picture;

import java.util.Optional;
import java.util.OptionalLong;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.pet.Suv;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.image.ValueWindow;

/// What else than its modality value can be said of a pixel.
///
/// @param stored how modality values come from stored ones; empty where that cannot be turned round: a table, a plane cut
/// @param suv how uptake values come from modality values, or why they do not; empty for what is no PET
/// @param unevenPixels whether pixels are said to be not as wide as high while nothing says how large they are
public record Probe(Optional<ValueTransform> stored, Optional<Suv> suv, boolean unevenPixels) {
    private static final double WHOLE = 0.25;
    private static final double MOST_UPTAKE = 7;

    /// Nothing else.
    public static Probe none() {
        return new Probe(Optional.empty(), Optional.empty(), false);
    }

    private static boolean unevenPixels(DataSet h) {
        double[] ratio = h.doubles(Tag.PixelAspectRatio);
        return ratio.length == 2 && ratio[0] != ratio[1] && ProjectionSpacing.of(h).at() == ProjectionSpacing.At.UNKNOWN;
    }

    /// Reads a header.
    static Probe of(DataSet h, ValueTransform values) {
        boolean turnedRound = h.items(Tag.ModalityLUTSequence).isEmpty() && h.integer(Tag.BitsAllocated, 16) <= 16;
        boolean pet = h.string(Tag.Modality, "").equals("PT");
        return new Probe(
                turnedRound ? Optional.of(values) : Optional.empty(), pet ? Optional.of(Suv.of(h)) : Optional.empty(),
                unevenPixels(h));
    }

    /// The same of a plane, whose values may lie between voxels.
    Probe cut() {
        return new Probe(Optional.empty(), suv, false);
    }

    /// The window a PET laid over another series opens with where the file names none: uptake from 0 to 7, in the image's own
    /// unit. The hundredth part of values left out at the upper end would be the lesions.
    Optional<ValueWindow> uptakeWindow(Page page) {
        return suv.filter(s -> page.windows().isEmpty())
                .flatMap(s -> s instanceof Suv.Factor f && f.value() > 0 ? Optional.of(MOST_UPTAKE / f.value()) : Optional.empty())
                .map(most -> new ValueWindow(most / 2, most, ValueWindow.Function.LINEAR_EXACT));
    }

    /// Unit of a PET's values by its Units (0054,1001); empty for what is no PET or has another.
    static String petUnit(DataSet h) {
        return switch (h.string(Tag.Modality, "").equals("PT") ? h.string(Tag.Units, "") : "") {
            case "BQML" -> "Bq/ml";
            case "GML" -> "g/ml";
            case "CNTS" -> "counts";
            default -> "";
        };
    }

    /// The stored value a modality value came from; empty where it is no whole number, as far as a float tells.
    public OptionalLong storedValue(float modality) {
        if (stored.isEmpty() || !Float.isFinite(modality)) {
            return OptionalLong.empty();
        }
        double v = (modality - stored.get().intercept()) / stored.get().slope();
        return Math.abs(v - Math.rint(v)) <= WHOLE && Math.abs(v) < 1L << 40 ? OptionalLong.of(Math.round(v)) : OptionalLong.empty();
    }
}
