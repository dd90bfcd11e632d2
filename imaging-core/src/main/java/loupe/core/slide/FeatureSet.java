package loupe.core.slide;

import java.util.List;
import java.util.function.IntConsumer;

/// Features that came together: from one run of a model, one file, one step of a reader. Immutable; a feature is known by its index.
public final class FeatureSet {
    private final String id;
    private final String title;
    private final List<SlideFeature> features;
    private final FeatureTree tree;

    /// @param id its own for ever, in its study
    /// @param title where they come from, in words
    public FeatureSet(String id, String title, List<SlideFeature> features) {
        this.id = id;
        this.title = title;
        this.features = List.copyOf(features);
        this.tree = FeatureTree.of(this.features);
    }

    /// Its id.
    public String id() {
        return id;
    }

    /// Where they come from.
    public String title() {
        return title;
    }

    /// The features as they came.
    public List<SlideFeature> features() {
        return features;
    }

    /// Tells the index of every feature whose box touches a box, each once.
    public void touching(SlideView.Box box, IntConsumer found) {
        tree.touching(box, found);
    }
}
