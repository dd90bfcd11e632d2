package loupe.review.edit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.core.segment.VoxelBox;

/// A segment that a reader began, as it was begun: empty. What was drawn in it and how it is called now lies beside it, as with the
/// segments of models.
///
/// @param id within the study, `R1`, `R2`, …; never given twice
/// @param trackingUid UID that follows it over time
/// @param seriesUid pseudonymous UID of the series it lies on
/// @param grid the voxels of that series
/// @param volumes whether voxels counted on the grid give true volumes
/// @param description what it was called first; its label is the reader's own words
/// @param by account name of the reader
/// @param at when, UTC
public record OwnSegment(
        FindingId id, String trackingUid, String seriesUid, VoxelGrid grid, boolean volumes, SegmentDescription description,
        String by, Instant at) {
    private static final int LONGEST = 64;

    /// Where its voxels are found.
    public SegmentRef ref() {
        return new SegmentRef(trackingUid, 1);
    }

    /// The segment as it was begun.
    Segment empty() {
        return new Segment(1, description.label(), description.category(), description.type(), description.rgb(), Mask.empty(grid));
    }

    /// The finding it is: what its code says, without the reader's words.
    ///
    /// @param now the segment as it stands
    Finding finding(Segment now) {
        String meaning = now.type().meaning();
        return new Finding(
                id, seriesUid, now.type(), meaning.length() > LONGEST ? meaning.substring(0, LONGEST) : meaning, middle(now.mask()),
                1, now.number(), List.of(), Provenance.byHand(at));
    }

    /// Middle of the box that holds its voxels; of the whole grid while it has none.
    private static PatientPoint middle(Mask mask) {
        VoxelGrid g = mask.grid();
        Optional<VoxelBox> box = mask.box();
        return box.map(b -> g.toPatient(
                        (b.first().column() + b.last().column()) / 2.0, (b.first().row() + b.last().row()) / 2.0,
                        (b.first().slice() + b.last().slice()) / 2.0))
                .orElseGet(() -> g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, (g.slices() - 1) / 2.0));
    }
}
