package loupe.inference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.inference.card.CardException;
import loupe.inference.card.Model;

/// The models a workstation has: built-in ones and those that were added. Immutable.
public final class ModelCatalogue {
    private final List<Model> models;

    private ModelCatalogue(List<Model> models) {
        this.models = List.copyOf(models);
    }

    /// The models on the class path: lungs and lung nodules in chest CT.
    ///
    /// @throws CardException if a resource is damaged
    public static ModelCatalogue builtIn() throws CardException {
        return new ModelCatalogue(List.of());
    }

    /// Reads a model from a card and a weights file.
    ///
    /// @throws CardException if the card is wrong, the weights are not its own, or the file is no acceptable ONNX model
    /// @throws IOException if a file cannot be read
    public static Model read(Path card, Path weights) throws IOException {
        throw new CardException("not yet");
    }

    /// Cards this project wrote for well-known models whose weights lie elsewhere, matched by digest.
    ///
    /// @return the model, or empty where no card on the class path belongs to these weights
    /// @throws CardException if the weights are no acceptable ONNX model
    /// @throws IOException if the file cannot be read
    public static Optional<Model> recognise(Path weights) throws IOException {
        return Optional.empty();
    }

    /// Text of a card this project brings, by the model's id.
    ///
    /// @throws IOException if there is none
    public static String cardJson(String id) throws IOException {
        try (InputStream in = ModelCatalogue.class.getResourceAsStream("models/cards/" + id + ".json")) {
            if (in == null) {
                throw new CardException("this program brings no card of that id");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
