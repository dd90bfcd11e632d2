package loupe.core.segment.operation.between;

import java.util.ArrayList;
import java.util.List;
import loupe.core.segment.Mask;

/// Layers that were made; of one number there may be several, which add up. For one thread.
final class LayersMade {
    private final List<FlatLayer> layers = new ArrayList<>();

    void add(FlatLayer layer) {
        layers.add(layer);
    }

    void writeTo(FlatCanvas canvas, Mask.Builder out) {
        layers.forEach(l -> canvas.write(l, out));
    }
}
