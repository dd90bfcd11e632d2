package loupe.review.edit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;

/// What readers changed of models' segments, and segments of their own. Immutable.
///
/// @param masks the voxels in force of those that were painted on
/// @param descriptions what those are called that were named otherwise
/// @param own the segments readers began
record Corrections(Map<SegmentRef, Mask> masks, Map<SegmentRef, SegmentDescription> descriptions, OwnSegments own) {
    Corrections {
        masks = Map.copyOf(masks);
        descriptions = Map.copyOf(descriptions);
    }

    static Corrections none() {
        return new Corrections(Map.of(), Map.of(), OwnSegments.none());
    }

    /// A segment as it stands.
    Segment inForce(String predictionId, Segment original) {
        SegmentRef ref = new SegmentRef(predictionId, original.number());
        Segment named = Optional.ofNullable(descriptions.get(ref)).map(original::described).orElse(original);
        return Optional.ofNullable(masks.get(ref)).map(named::withMask).orElse(named);
    }

    /// A reader's own segment as it stands.
    Segment inForce(OwnSegment begun) {
        return inForce(begun.trackingUid(), begun.empty());
    }

    /// A reader's own segment by where its voxels are found; empty where none is there.
    Optional<Segment> own(SegmentRef ref) {
        return own.there().stream().filter(s -> s.ref().equals(ref)).findFirst().map(this::inForce);
    }

    /// What one reader began, as it stands, and nothing else.
    Corrections by(String reader) {
        OwnSegments theirs = own.by(reader);
        Map<SegmentRef, Mask> drawn = new HashMap<>(masks);
        Map<SegmentRef, SegmentDescription> called = new HashMap<>(descriptions);
        Set<SegmentRef> refs = theirs.made().stream().map(OwnSegment::ref).collect(Collectors.toSet());
        drawn.keySet().retainAll(refs);
        called.keySet().retainAll(refs);
        return new Corrections(drawn, called, theirs);
    }

    Corrections with(OwnSegments other) {
        return new Corrections(masks, descriptions, other);
    }

    Corrections with(SegmentRef ref, Mask mask) {
        Map<SegmentRef, Mask> next = new HashMap<>(masks);
        next.put(ref, mask);
        return new Corrections(next, descriptions, own);
    }

    Corrections with(SegmentRef ref, SegmentDescription description) {
        Map<SegmentRef, SegmentDescription> next = new HashMap<>(descriptions);
        next.put(ref, description);
        return new Corrections(masks, next, own);
    }
}
