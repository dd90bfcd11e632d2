package loupe.core.plane;

/// Two series joined by hand where they do not share a frame of reference: this place here is that place there.
///
/// It belongs to the pair of series and says nothing of their slices' numbers, so it outlives a change of slice, order or layout.
///
/// @param offsetMm depth in the target less (where opposed: plus) depth in the source, each along its own series' normal,
///     millimetres
/// @param opposed whether the two normals point opposite ways in the patient, so that one depth falls as the other grows
public record OffsetLink(double offsetMm, boolean opposed) {
    /// Checks the number.
    public OffsetLink {
        if (!Double.isFinite(offsetMm)) {
            throw new IllegalArgumentException("offsetMm must be finite, was " + offsetMm);
        }
    }

    /// Joins the two slices that are shown when the reader links the views.
    public static OffsetLink between(SlicePositions source, int sourceSlice, SlicePositions target, int targetSlice) {
        boolean opposed = source.plane(0).normal().dot(target.plane(0).normal()) < 0;
        double sign = opposed ? -1 : 1;
        return new OffsetLink(target.depthMm(targetSlice) - sign * source.depthMm(sourceSlice), opposed);
    }

    /// The slice of the target that belongs to a slice of the source.
    public SliceLink follow(SlicePositions source, int sourceSlice, SlicePositions target) {
        return target.nearest((opposed ? -1 : 1) * source.depthMm(sourceSlice) + offsetMm);
    }

    /// The same link the other way round.
    public OffsetLink reversed() {
        return new OffsetLink(opposed ? offsetMm : -offsetMm, opposed);
    }
}
