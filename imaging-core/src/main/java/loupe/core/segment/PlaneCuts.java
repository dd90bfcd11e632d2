package loupe.core.segment;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.geometry.VoxelGrid;

/// Masks as a plane cuts them. Those of the last plane are kept: where one mask of many is painted, the others are not cut again and
/// stay the same objects. Safe for any thread.
public final class PlaneCuts {
    private Optional<VoxelGrid> plane = Optional.empty();
    private Map<Mask, Mask> cuts = new IdentityHashMap<>();
    private Map<Mask, Mask> before = new IdentityHashMap<>();

    /// A picture of the plane begins: what the picture before it did not use is forgotten.
    ///
    /// @param plane a grid of one slice, in the patient's space
    public synchronized void begin(VoxelGrid plane) {
        before = this.plane.filter(plane::equals).isPresent() ? cuts : new IdentityHashMap<>();
        cuts = new IdentityHashMap<>();
        this.plane = Optional.of(plane);
    }

    /// A mask on the plane that was begun.
    ///
    /// @throws IllegalStateException if none was
    public synchronized Mask of(Mask mask) {
        VoxelGrid on = plane.orElseThrow(() -> new IllegalStateException("no plane was begun"));
        Mask known = before.get(mask);
        Mask cut = known == null ? mask.resampled(on) : known;
        cuts.put(mask, cut);
        return cut;
    }

    /// Keeps nothing.
    public synchronized void forget() {
        plane = Optional.empty();
        cuts = new IdentityHashMap<>();
        before = new IdentityHashMap<>();
    }
}
