package loupe.review.explaining;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Alternative;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.PatientPoint;
import loupe.core.work.JobContext;
import loupe.inference.Entropy;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.task.Uncertainty;
import loupe.inference.tensor.Field;
import loupe.review.session.Volumes;
import loupe.store.Store;

/// Says, on request, what a finding rests on and how sure it is. Nothing is kept.
public final class ExplainFinding {
    private final Store store;
    private final ModelRunner runner;
    private final Volumes volumes;

    /// @param runner runs the finding's model again
    /// @param volumes keeps volumes between runs; closed by its owner
    public ExplainFinding(Store store, ModelRunner runner, Volumes volumes) {
        this.store = store;
        this.runner = runner;
        this.volumes = volumes;
    }

    /// An explanation.
    ///
    /// @param finding the finding
    /// @param saysHowSure whether its model says how sure it is; one that answers with class numbers does not
    /// @param alternatives what it could be instead, most probable first; empty where the model does not say
    /// @param uncertainty intervals of the finding's confidence and numbers; absent where it has no outline, and of models that
    ///     do not answer slice by slice
    /// @param pictures what the answer rests on; absent of models that do not answer slice by slice
    public record Explained(
            Finding finding,
            boolean saysHowSure,
            List<Alternative> alternatives,
            Optional<Uncertainty> uncertainty,
            Optional<Pictures> pictures) {
        /// Copies the list.
        public Explained {
            alternatives = List.copyOf(alternatives);
        }
    }

    /// What an answer rests on and where it is unsure.
    ///
    /// @param map how much of the answer goes when the surroundings are blanked, 0 to 1, on a grid around the finding
    /// @param mapPng the slice through the finding with the map over it
    /// @param entropyPng the slice with how unsure the model is of each voxel over it
    public record Pictures(Field map, byte[] mapPng, byte[] entropyPng) {
        /// Copies the pictures.
        public Pictures {
            mapPng = mapPng.clone();
            entropyPng = entropyPng.clone();
        }

        /// The picture (a copy).
        @Override
        public byte[] mapPng() {
            return mapPng.clone();
        }

        /// The picture (a copy).
        @Override
        public byte[] entropyPng() {
            return entropyPng.clone();
        }
    }

    /// Explains a finding of a study.
    ///
    /// @param findingId such as `F1`
    /// @throws IOException if there is no such finding, its model no longer runs, it lies on a slide or film, or the store fails
    public Explained run(String studyUid, String findingId, ModelCatalogue models, JobContext job) throws IOException {
        MadeBefore made = MadeBefore.of(store, studyUid, findingId, models);
        return made.again(volumes, job, scan -> explained(made.model(), scan, made.alone(), job));
    }

    /// @param alone a prediction with one finding
    private Explained explained(Model model, Scan scan, Prediction alone, JobContext job)
            throws IOException, UnsuitableInputException, ModelException {
        Finding finding = alone.findings().getFirst();
        ModelCard card = model.card();
        if (!card.task().sliceBySlice()) {
            return new Explained(finding, card.saysHowSure(), runner.alternatives(model, scan, finding, job),
                    Optional.empty(), Optional.empty());
        }
        PatientPoint at = finding.centre();
        Field map = runner.explain(model, scan, at, job);
        Field unsure = Entropy.of(runner.probabilities(model, scan, job));
        Optional<Uncertainty> uncertainty = runner.uncertainty(model, scan, alone, job).stream().findFirst();
        List<Alternative> alternatives = !finding.alternatives().isEmpty() ? finding.alternatives()
                : List.of(Alternative.nothing(finding.confidence()));
        return new Explained(finding, true, alternatives, uncertainty, Optional.of(new Pictures(map,
                HeatPicture.png(scan.volume(), at, map), HeatPicture.png(scan.volume(), at, unsure))));
    }
}
