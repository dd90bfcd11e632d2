package loupe.review.explaining;

import java.io.IOException;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.review.session.Volumes;
import loupe.store.Store;

/// Asks the model that made a finding again how probable it holds every voxel. Nothing is kept.
public final class ModelProbabilities {
    private final Store store;
    private final ModelRunner runner;
    private final Volumes volumes;
    private final Models models;

    /// The models of a site at the moment.
    @FunctionalInterface
    public interface Models {
        /// @throws IOException if the store fails
        ModelCatalogue now() throws IOException;
    }

    /// @param runner runs the finding's model again
    /// @param volumes keeps volumes between runs; closed by its owner
    /// @param models the models of this site
    public ModelProbabilities(Store store, ModelRunner runner, Volumes volumes, Models models) {
        this.store = store;
        this.runner = runner;
        this.volumes = volumes;
        this.models = models;
    }

    /// Probabilities from 0 to 1 at the centres of a grid's voxels.
    ///
    /// @param findingId such as `F1`
    /// @throws IOException if there is no such finding, its model no longer runs or does not say how sure it is of a voxel, or the
    ///     store fails
    /// @throws loupe.core.work.CancelledException if stopped
    VoxelField of(String studyUid, String findingId, VoxelGrid grid, JobContext job) throws IOException {
        MadeBefore made = MadeBefore.of(store, studyUid, findingId, models.now());
        return made.again(volumes, job, scan -> runner.probabilities(made.model(), scan, job)).at(grid);
    }
}
