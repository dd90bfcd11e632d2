package loupe.app.viewer.picture;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.Set;
import java.util.stream.Collectors;
import loupe.core.plane.Axis;
import loupe.core.plane.Reformat;
import loupe.core.plane.Slab;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// A stack seen from another side: its planes, one to be scrolled through after the other. Equal only to itself.
public final class Planes {
    private final Stack stack;
    private final Reformat reformat;
    private Set<String> slices = Set.of();

    /// @param stack the stack that is cut
    /// @param reformat where the planes lie
    public Planes(Stack stack, Reformat reformat) {
        this.stack = stack;
        this.reformat = reformat;
    }

    /// The stack that is cut.
    public Stack stack() {
        return stack;
    }

    /// Whether they are cut out of a slice, among others. Safe for any thread.
    public synchronized boolean cut(String sopInstanceUid) {
        if (slices.isEmpty()) {
            slices = stack.slices().stream().map(SliceRef::sopInstanceUid).collect(Collectors.toSet());
        }
        return slices.contains(sopInstanceUid);
    }

    /// Where the planes lie.
    public Reformat reformat() {
        return reformat;
    }

    /// The direction, and for slabs their thickness and what is shown of them.
    public String text() {
        Slab s = reformat.slabs().getFirst();
        String axis = word(reformat.axis()) + (reformat.isOblique() ? " " + say("oblique") : "");
        return s.thicknessMm() > 0
                ? say("{0}  {1} {2} mm", axis, told(s.projection().text()), Slab.millimetres(s.thicknessMm()))
                : axis;
    }

    private static String word(Axis axis) {
        return switch (axis) {
            case AXIAL -> say("axial");
            case CORONAL -> say("coronal");
            case SAGITTAL -> say("sagittal");
        };
    }
}
