package loupe.core.render;

import java.util.List;

/// Layers from bottom to top.
///
/// @param layers bottom first
public record LayerStack(List<Layer> layers) {
    /// Copies the list.
    public LayerStack {
        layers = List.copyOf(layers);
    }

    /// No layers.
    public static LayerStack none() {
        return new LayerStack(List.of());
    }
}
