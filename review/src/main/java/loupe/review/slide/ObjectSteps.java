package loupe.review.slide;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureMark;
import loupe.core.slide.FeatureMarks;
import loupe.core.slide.FeaturePack;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.review.ReviewException;
import loupe.review.edit.ObjectEdit;
import loupe.review.edit.ReviewState;
import loupe.review.session.ReviewSession;

/// Steps on the objects of a slide, made on the review as it stands when they are done.
///
/// @param seriesUid the slide's series
public record ObjectSteps(String seriesUid) {
    private static final int PART = 8192;

    /// Adds an object a reader drew.
    ///
    /// @param what as it is named: `polygon`
    /// @param classification may be empty
    public ReviewSession.ObjectStep drawn(String what, FeatureOutline outline, String classification) {
        return (now, by) -> {
            String set = now.objects().nextSet();
            UUID id = UUID.nameUUIDFromBytes((seriesUid + "/" + set).getBytes(StandardCharsets.UTF_8));
            SlideFeature f = SlideFeature.plain(id, SlideFeature.Type.ANNOTATION, outline, classification);
            return Optional.of(added(now, by, what, List.of(f), List.of()));
        };
    }

    /// Draws an object anew: the old one goes, the new one has its class.
    ///
    /// @param what as it is named: `brush`
    public ReviewSession.ObjectStep redrawn(String what, FeatureLayer.Standing old, FeatureOutline outline) {
        return (now, by) -> {
            String set = now.objects().nextSet();
            UUID id = UUID.nameUUIDFromBytes((seriesUid + "/" + set).getBytes(StandardCharsets.UTF_8));
            SlideFeature before = old.feature();
            SlideFeature f = new SlideFeature(
                    id, SlideFeature.Type.ANNOTATION, outline, before.classification(), Map.of(), before.extras());
            return Optional.of(added(now, by, what, List.of(f), changes(now, List.of(old), FeatureMark.DELETED)));
        };
    }

    /// Adds objects that came in a file, all in one step.
    public ReviewSession.ObjectStep broughtIn(List<SlideFeature> features) {
        return (now, by) -> features.isEmpty()
                ? Optional.empty()
                : Optional.of(added(now, by, "import " + counted(features.size()), features, List.of()));
    }

    private ObjectEdit added(
            ReviewState now, String by, String what, List<SlideFeature> features, List<ObjectEdit.Change> replaced) {
        List<byte[]> packs = new ArrayList<>();
        for (int i = 0; i < features.size(); i += PART) {
            packs.add(FeaturePack.pack(features.subList(i, Math.min(features.size(), i + PART))));
        }
        return new ObjectEdit.Added(by, seriesUid, now.objects().nextSet(), what, packs, true, replaced);
    }

    /// Takes objects away.
    public ReviewSession.ObjectStep deleted(List<FeatureLayer.Standing> objects) {
        return marked("delete " + counted(objects.size()), objects, FeatureMark.DELETED);
    }

    /// Gives objects a class; those that have it already stay as they are.
    public ReviewSession.ObjectStep classified(List<FeatureLayer.Standing> objects, String classification) {
        List<FeatureLayer.Standing> others =
                objects.stream().filter(o -> !o.feature().classification().equals(classification)).toList();
        String words = classification.isEmpty() ? "no class" : classification;
        return marked("classify " + counted(others.size()) + " as " + words, others, FeatureMark.classified(classification));
    }

    private static String counted(int n) {
        return n + (n == 1 ? " object" : " objects");
    }

    private ReviewSession.ObjectStep marked(String what, List<FeatureLayer.Standing> objects, FeatureMark after) {
        return (now, by) -> objects.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectEdit.Marked(by, seriesUid, what, changes(now, objects, after)));
    }

    private static List<ObjectEdit.Change> changes(ReviewState now, List<FeatureLayer.Standing> objects, FeatureMark after)
            throws ReviewException {
        record Alike(String set, FeatureMark before) {}
        Map<Alike, List<Integer>> groups = new LinkedHashMap<>();
        for (FeatureLayer.Standing o : objects) {
            FeatureMark before = now.objects().marks().getOrDefault(o.set().id(), FeatureMarks.NONE).of(o.index());
            if (!before.there()) {
                throw new ReviewException("an object is no longer there; look at the slide and repeat the step");
            }
            groups.computeIfAbsent(new Alike(o.set().id(), before), k -> new ArrayList<>()).add(o.index());
        }
        List<ObjectEdit.Change> changes = new ArrayList<>();
        groups.forEach((g, all) -> changes.add(new ObjectEdit.Change(
                g.set, all.stream().mapToInt(Integer::intValue).sorted().distinct().toArray(), g.before, after)));
        return changes;
    }
}
