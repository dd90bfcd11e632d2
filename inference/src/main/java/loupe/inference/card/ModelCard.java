package loupe.inference.card;

import java.util.List;
import java.util.Optional;

/// What a person and the program must know of a model before it runs.
///
/// @param id short name: a-z, 0-9 and dashes
/// @param version of the model
/// @param title a line for lists
/// @param task what it does
/// @param accepts what it may run on
/// @param input how its tensor is made
/// @param output steps from its output to masks or findings
/// @param labels structures, at least one
/// @param statement what it is for, made from and worth
/// @param sha256 hex digest of the weights it belongs to
/// @param more what not every card has
public record ModelCard(
        String id,
        String version,
        String title,
        ModelTask task,
        Accepts accepts,
        InputSpec input,
        List<OutputStep> output,
        List<LabelClass> labels,
        Statement statement,
        String sha256,
        More more) {
    /// Copies the lists.
    public ModelCard {
        output = List.copyOf(output);
        labels = List.copyOf(labels);
    }

    /// A card without what not every card has.
    public ModelCard(
            String id,
            String version,
            String title,
            ModelTask task,
            Accepts accepts,
            InputSpec input,
            List<OutputStep> output,
            List<LabelClass> labels,
            Statement statement,
            String sha256) {
        this(id, version, title, task, accepts, input, output, labels, statement, sha256, More.NOTHING);
    }

    /// Whether the model says how sure it is, and so what else something could be; models that answer with class numbers do
    /// not.
    public boolean saysHowSure() {
        return !output.contains(new OutputStep.Labels());
    }

    /// What not every card has.
    ///
    /// @param second a net that looks again at what a detection points at
    /// @param calibration from the model's own probabilities to ones that hold: of a detection's findings, of other models' voxels
    /// @param typical what inputs the model was made for look like
    /// @param slide how a slide is cut into tiles
    /// @param tiles how a volume is cut into tiles
    /// @param context a net that sees the whole volume for a slice model
    public record More(
            Optional<SecondLook> second,
            Optional<Calibration> calibration,
            Optional<TypicalInput> typical,
            Optional<SlideSpec> slide,
            Optional<TileSpec> tiles,
            Optional<ContextSpec> context) {
        /// None of it.
        public static final More NOTHING =
                new More(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /// Digest of the second weights file, where the model has one.
        public Optional<String> secondDigest() {
            return second.map(SecondLook::sha256).or(() -> context.map(ContextSpec::sha256));
        }

        /// The same without what inputs look like.
        public More anyInput() {
            return new More(second, calibration, Optional.empty(), slide, tiles, context);
        }
    }

    /// What a model is for, made from and worth, in words and figures.
    ///
    /// @param intendedUse what it is for
    /// @param trainingData what it was trained on; simulated lesions are called that
    /// @param accuracy measured figures
    /// @param limits what it cannot do
    /// @param licence licence of the weights
    public record Statement(
            String intendedUse, String trainingData, List<Accuracy> accuracy, List<String> limits, String licence) {
        /// Copies the lists.
        public Statement {
            accuracy = List.copyOf(accuracy);
            limits = List.copyOf(limits);
        }
    }

    /// Reads a card from JSON.
    ///
    /// @throws CardException if it is no JSON or an entry is missing or wrong; the message names the entry
    public static ModelCard parse(String json) throws CardException {
        return new CardReader(json).card();
    }
}
