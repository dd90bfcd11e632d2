package loupe.app.segments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.core.finding.FindingId;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.OverlapPolicy;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.VoxelField;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.ReviewSession;

/// How segments are shown, what of them may change, and what waits to be taken; shared by all views, for the toolkit's thread.
public final class CorrectionState {
    private final ObjectProperty<Map<FindingId, SegmentLook>> looks = new SimpleObjectProperty<>(Map.of());
    private final ObjectProperty<OverlapPolicy> overlap = new SimpleObjectProperty<>(OverlapPolicy.ALLOW);
    private final ObjectProperty<Optional<ValueLimit>> values = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<PendingCorrection>> pending = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Comparing> comparing = new SimpleObjectProperty<>(Comparing.NOW);
    private final BooleanProperty ball = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<VoxelField>> alike = new SimpleObjectProperty<>(Optional.empty());

    /// Which outline of a finding is drawn.
    public enum Comparing {
        /// As it stands.
        NOW,
        /// As the model made it.
        ORIGINAL,
        /// What was added to the model's and what was taken away.
        DIFFERENCE
    }

    /// How segments are shown that are not shown as usual.
    public ObjectProperty<Map<FindingId, SegmentLook>> looksProperty() {
        return looks;
    }

    /// How a segment is shown.
    public SegmentLook look(FindingId id) {
        return looks.get().getOrDefault(id, SegmentLook.USUAL);
    }

    /// Shows a segment otherwise.
    public void change(FindingId id, UnaryOperator<SegmentLook> how) {
        Map<FindingId, SegmentLook> next = new HashMap<>(looks.get());
        next.put(id, how.apply(look(id)));
        looks.set(Map.copyOf(next));
    }

    /// What becomes of other segments where one gains voxels.
    public ObjectProperty<OverlapPolicy> overlapProperty() {
        return overlap;
    }

    /// Image values at which voxels may change; empty for any.
    public ObjectProperty<Optional<ValueLimit>> valuesProperty() {
        return values;
    }

    /// What waits to be taken.
    public ObjectProperty<Optional<PendingCorrection>> pendingProperty() {
        return pending;
    }

    /// Which outlines are drawn.
    public ObjectProperty<Comparing> comparingProperty() {
        return comparing;
    }

    /// Whether brush and eraser are balls in the patient, not discs on the image.
    public BooleanProperty ballProperty() {
        return ball;
    }

    /// The image's values, where brush and eraser mark only those like the ones pressed; empty where they mark all under them.
    public ObjectProperty<Optional<VoxelField>> alikeProperty() {
        return alike;
    }

    /// What a gesture may change of one segment.
    ///
    /// @param all the study's findings
    /// @param mask a finding's mask with the strokes that are not saved yet
    public EditLimits limits(FindingId edited, List<ReviewedFinding> all, Function<ReviewedFinding, Optional<Mask>> mask) {
        Optional<Mask> own = of(edited, all).flatMap(mask);
        List<Mask> locked = all.stream()
                .filter(f -> !f.finding().id().equals(edited) && look(f.finding().id()).locked() && !f.rejected())
                .flatMap(f -> mask.apply(f).stream())
                .filter(m -> own.filter(o -> o.grid().equals(m.grid())).isPresent())
                .toList();
        Optional<ValueLimit> limit = values.get().filter(v -> own.filter(o -> v.image().grid().equals(o.grid())).isPresent());
        return new EditLimits(limit, Optional.empty(), locked);
    }

    private static Optional<ReviewedFinding> of(FindingId id, List<ReviewedFinding> all) {
        return all.stream().filter(f -> f.finding().id().equals(id)).findFirst();
    }

    /// What changes of segments flip in all of them, by the overlap policy; none of what is locked. Segments that are changed
    /// together take nothing from one another.
    ///
    /// @param edited what the gesture flips in each segment, all on one grid; at least one
    /// @param all the study's findings
    /// @param mask a finding's mask with the strokes that are not saved yet
    public List<ReviewSession.Stroke> strokes(
            Map<FindingId, MaskDelta> edited, List<ReviewedFinding> all, Function<ReviewedFinding, Optional<Mask>> mask) {
        VoxelGrid grid = of(edited.keySet().iterator().next(), all).flatMap(mask).orElseThrow().grid();
        List<FindingId> ids = new ArrayList<>(edited.keySet());
        Map<FindingId, Mask> before = new HashMap<>();
        for (ReviewedFinding f : all) {
            FindingId id = f.finding().id();
            boolean other = !f.rejected() && !look(id).locked();
            mask.apply(f).filter(m -> m.grid().equals(grid) && (edited.containsKey(id) || other)).ifPresent(m -> {
                before.put(id, m);
                if (!edited.containsKey(id)) {
                    ids.add(id);
                }
            });
        }
        Map<FindingId, Mask> after = new HashMap<>(before);
        edited.forEach((id, delta) -> change(
                id, delta, ids.stream().filter(i -> i.equals(id) || !edited.containsKey(i)).toList(), after));
        return ids.stream()
                .filter(id -> held(id, before) != held(id, after))
                .map(id -> new ReviewSession.Stroke(id, held(id, before).deltaTo(held(id, after)), held(id, before)))
                .filter(s -> !s.delta().isEmpty())
                .toList();
    }

    private static Mask held(FindingId id, Map<FindingId, Mask> masks) {
        return Objects.requireNonNull(masks.get(id));
    }

    /// @param among the segment changed, and those that may lose to it
    private void change(FindingId edited, MaskDelta delta, List<FindingId> among, Map<FindingId, Mask> masks) {
        Map<Integer, Mask> numbered = new TreeMap<>();
        for (int i = 0; i < among.size(); i++) {
            numbered.put(i, held(among.get(i), masks));
        }
        overlap.get().changes(among.indexOf(edited), delta, numbered, visible(among))
                .forEach(c -> masks.computeIfPresent(among.get(c.segment()), (id, m) -> m.apply(c.delta())));
    }

    private Set<Integer> visible(List<FindingId> ids) {
        return ids.stream().filter(id -> look(id).visible()).map(ids::indexOf).collect(Collectors.toSet());
    }
}
