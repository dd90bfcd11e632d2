package loupe.app.viewer.picture;

import java.util.Optional;
import java.util.OptionalLong;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.pet.Suv;

/// What else than its modality value can be said of a pixel.
///
/// @param stored how modality values come from stored ones; empty where that cannot be turned round: a table, a plane cut
/// @param suv how uptake values come from modality values, or why they do not; empty for what is no PET
public record Probe(Optional<ValueTransform> stored, Optional<Suv> suv) {
    private static final double WHOLE = 0.25;

    /// Nothing else.
    public static Probe none() {
        return new Probe(Optional.empty(), Optional.empty());
    }

    /// Reads a header.
    static Probe of(DataSet h, ValueTransform values) {
        boolean turnedRound = h.items(Tag.ModalityLUTSequence).isEmpty() && h.integer(Tag.BitsAllocated, 16) <= 16;
        boolean pet = h.string(Tag.Modality, "").equals("PT");
        return new Probe(turnedRound ? Optional.of(values) : Optional.empty(), pet ? Optional.of(Suv.of(h)) : Optional.empty());
    }

    /// The same of a plane, whose values may lie between voxels.
    Probe cut() {
        return new Probe(Optional.empty(), suv);
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
