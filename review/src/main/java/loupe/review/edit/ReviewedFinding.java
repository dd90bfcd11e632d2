package loupe.review.edit;

import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DerivedUid;
import loupe.core.finding.Finding;
import loupe.core.finding.Verdict;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;

/// A finding as it stands: what the model said or a reader drew, what a person decided, the outline in force.
///
/// @param predictionId record id of its prediction; the tracking UID of a reader's own segment
/// @param finding as the model put it, or as the code of a reader's own segment says
/// @param verdict the decision in force
/// @param segment the segment that outlines it with the mask in force; empty where it has none
/// @param model the segment as the model made it; empty where it has none
/// @param own the segment as a reader began it; empty where a model made the finding
public record ReviewedFinding(
        String predictionId, Finding finding, Verdict verdict, Optional<Segment> segment, Optional<Segment> model,
        Optional<OwnSegment> own) {
    private static final Set<String> VOLUMES = Set.of("ml", "mL", "mm3");

    /// A finding of a model.
    public ReviewedFinding(
            String predictionId, Finding finding, Verdict verdict, Optional<Segment> segment, Optional<Segment> model) {
        this(predictionId, finding, verdict, segment, model, Optional.empty());
    }

    /// A segment that a reader began.
    ///
    /// @param now the segment as it stands
    static ReviewedFinding of(OwnSegment own, Segment now, Verdict verdict) {
        return new ReviewedFinding(
                own.trackingUid(), own.finding(now), verdict, Optional.of(now), Optional.empty(), Optional.of(own));
    }

    /// Whether a reader drew it and no model.
    public boolean drawnByReader() {
        return own.isPresent();
    }

    /// Whether it stands as its reader drew it: nobody decided on it.
    public boolean standsAsDrawn() {
        return drawnByReader() && verdict instanceof Verdict.Edited;
    }

    /// Whether it is a reader's own segment without a voxel: there is nothing to see of it yet, or any more.
    public boolean blank() {
        return drawnByReader() && emptied();
    }

    /// Whether its outline has no voxel though it is a reader's own, or the model's had some: nothing of it leaves as an outline.
    public boolean emptied() {
        return segment.filter(s -> s.mask().isEmpty()).isPresent() && model.filter(m -> m.mask().isEmpty()).isEmpty();
    }

    /// Whether a person decided on it.
    public boolean reviewed() {
        return !(verdict instanceof Verdict.Unreviewed);
    }

    /// Whether its outline has a volume: the model gave one, or voxels of its series do. None does on a film or slide, nor where
    /// slices lie elsewhere than the grid says.
    public boolean hasVolume() {
        if (own.isPresent()) {
            return own.get().volumes();
        }
        return segment.isPresent()
                && finding.measurements().stream().anyMatch(m -> VOLUMES.contains(m.unit().value()));
    }

    /// Whether its outline lies on a single picture (a film, a slide), which has areas and no volumes.
    public boolean flat() {
        return segment.isPresent()
                && segment.get().mask().grid().slices() == 1
                && finding.measurements().stream().noneMatch(m -> VOLUMES.contains(m.unit().value()));
    }

    /// Its label in force: that of its segment where a person named it otherwise, else the model's.
    public String label() {
        if (own.isPresent()) {
            return segment.map(Segment::label).orElseGet(finding::label);
        }
        return segment.filter(s -> model.filter(m -> !m.label().equals(s.label())).isPresent())
                .map(Segment::label)
                .orElse(finding.label());
    }

    /// UID that follows it through reports, the same wherever it is named.
    public String trackingUid() {
        return DerivedUid.of("loupe", "tracking", predictionId + finding.id());
    }

    /// The slice of a grid where it shows best: most voxels of its outline, else its centre.
    public int keySlice(VoxelGrid grid) {
        int best = (int) Math.clamp(Math.rint(grid.toIndex(finding.centre())[2]), 0, grid.slices() - 1);
        if (segment.isPresent()) {
            Mask mask = segment.get().mask();
            int most = 0;
            for (int s = 0; s < grid.slices(); s++) {
                int n = mask.count(s);
                if (n > most) {
                    most = n;
                    best = s;
                }
            }
        }
        return best;
    }

    /// The code a person gave it in place of the model's; empty where they gave none.
    public Optional<Code> recoded() {
        return segment.map(Segment::type).filter(t -> model.filter(m -> !m.type().equals(t)).isPresent());
    }

    /// The model's own mask; empty where it has none.
    public Optional<Mask> original() {
        return model.map(Segment::mask);
    }

    /// Which segment outlines it; for findings with one.
    public SegmentRef ref() {
        return new SegmentRef(predictionId, finding.segmentNumber());
    }

    /// Whether a person refused it.
    public boolean rejected() {
        return verdict instanceof Verdict.Rejected;
    }
}
