package loupe.core.segment.operation.between;

import loupe.core.work.JobContext;

/// A way to make the layers between two.
interface FlatBlend {
    /// Makes them.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    void fill(FlatLayer low, FlatLayer high, LayersMade out, JobContext job);
}
