package loupe.review.detecting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.core.work.JobContext;
import loupe.inference.ModelRunner;
import loupe.inference.card.Model;
import loupe.inference.engine.ModelException;
import loupe.inference.evaluate.Evaluation;
import loupe.inference.evaluate.EvaluationPages;
import loupe.inference.evaluate.Evaluator;
import loupe.inference.evaluate.TruthFolder;
import loupe.review.ReviewException;

/// Measures one of the site's models on a folder of images with truth.
public final class EvaluateModel {
    private final ModelShelf shelf;
    private final ModelRunner runner;

    /// @param shelf the models of the site; only trusted ones run
    /// @param runner runs them
    public EvaluateModel(ModelShelf shelf, ModelRunner runner) {
        this.shelf = shelf;
        this.runner = runner;
    }

    /// What is asked for.
    ///
    /// @param modelId the model
    /// @param truth folder with images and truth
    /// @param toleranceMm tolerance of the surface Dice
    public record Request(String modelId, Path truth, double toleranceMm) {}

    /// Measures.
    ///
    /// @throws IOException if the model is not there or a case cannot be read
    public Evaluation run(Request request, JobContext job) throws IOException {
        Model model = shelf.catalogue().find(request.modelId).orElseThrow(() -> new ReviewException(
                "no trusted model has that id; `loupe models list --all` shows all and their standing"));
        try {
            return new Evaluator(runner, model, request.toleranceMm).run(TruthFolder.cases(request.truth), job);
        } catch (ModelException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Writes `evaluation.json` and `evaluation.html` into a folder.
    ///
    /// @throws IOException if they cannot be written
    public static void write(Evaluation e, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("evaluation.json"), EvaluationPages.json(e));
        Files.writeString(folder.resolve("evaluation.html"), EvaluationPages.html(e));
    }
}
