package loupe.core.study;

import java.util.List;

/// What may tell two frames at one place apart (time, b-value, echo, …), each as the file writes it.
///
/// @param values in an order that is the same for all frames compared; an empty string where the file says nothing
public record Phase(List<String> values) {
    /// Where the values stand that a stack of slices should have in common: temporal position, diffusion, echo, and acquisition
    /// (or stack of an enhanced object).
    static final List<Integer> OF_A_PASS = List.of(0, 1, 2, 4);

    /// Nothing that tells frames apart.
    public static final Phase NONE = new Phase(List.of());

    /// Copies the list.
    public Phase {
        values = List.copyOf(values);
    }

    /// A phase of these values.
    public static Phase of(String... values) {
        return new Phase(List.of(values));
    }

    /// One of the values; empty where there are fewer.
    String value(int index) {
        return index < values.size() ? values.get(index) : "";
    }
}
