package loupe.review.edit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;

/// What readers changed of models' segments. Immutable.
///
/// @param masks the voxels in force of those that were painted on
/// @param descriptions what those are called that were named otherwise
record Corrections(Map<SegmentRef, Mask> masks, Map<SegmentRef, SegmentDescription> descriptions) {
    Corrections {
        masks = Map.copyOf(masks);
        descriptions = Map.copyOf(descriptions);
    }

    static Corrections none() {
        return new Corrections(Map.of(), Map.of());
    }

    /// A segment as it stands.
    Segment inForce(String predictionId, Segment original) {
        SegmentRef ref = new SegmentRef(predictionId, original.number());
        Segment named = Optional.ofNullable(descriptions.get(ref)).map(original::described).orElse(original);
        return Optional.ofNullable(masks.get(ref)).map(named::withMask).orElse(named);
    }

    Corrections with(SegmentRef ref, Mask mask) {
        Map<SegmentRef, Mask> next = new HashMap<>(masks);
        next.put(ref, mask);
        return new Corrections(next, descriptions);
    }

    Corrections with(SegmentRef ref, SegmentDescription description) {
        Map<SegmentRef, SegmentDescription> next = new HashMap<>(descriptions);
        next.put(ref, description);
        return new Corrections(masks, next);
    }
}
