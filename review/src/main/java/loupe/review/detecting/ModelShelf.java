package loupe.review.detecting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import loupe.inference.ModelCatalogue;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// The models a site has: built-in ones and those added to the store.
public final class ModelShelf {
    private final Store store;

    /// @param store where added models are kept
    public ModelShelf(Store store) {
        this.store = store;
    }

    /// All models; an added one stands in place of a built-in one of the same id.
    ///
    /// @throws IOException if the store fails or a kept model is damaged
    public ModelCatalogue catalogue() throws IOException {
        ModelCatalogue all = ModelCatalogue.builtIn();
        Set<String> ids = new LinkedHashSet<>();
        for (SiteObject o : store.listSite(SiteKind.MODEL_CARD)) {
            ids.add(o.name());
        }
        for (String id : ids) {
            Optional<byte[]> card = store.site(SiteKind.MODEL_CARD, id);
            Optional<byte[]> weights = store.site(SiteKind.MODEL_WEIGHTS, id);
            if (card.isPresent() && weights.isPresent()) {
                ModelCard parsed = ModelCard.parse(new String(card.get(), StandardCharsets.UTF_8));
                all = all.with(Model.of(parsed, weights.get()));
            }
        }
        return all;
    }

    /// Adds a model.
    ///
    /// @param weights ONNX file
    /// @param card its card; empty to look for one this program brings, by the weights' digest
    /// @return the card it was added with
    /// @throws IOException if the model or card is not acceptable or the store fails
    public ModelCard add(Path weights, Optional<Path> card) throws IOException {
        if (!Files.isRegularFile(weights)) {
            throw new ReviewException("the model file is not there; check its path");
        }
        String json;
        Model model;
        if (card.isPresent()) {
            json = Files.readString(card.get());
            model = ModelCatalogue.read(card.get(), weights);
        } else {
            model = ModelCatalogue.recognise(weights)
                    .orElseThrow(() -> new ReviewException(
                            "no card belongs to these weights; give one with --card (see docs/models.md)"));
            json = ModelCatalogue.cardJson(model.card().id());
        }
        String id = model.card().id();
        store.putSite(SiteKind.MODEL_WEIGHTS, id, model.weights());
        store.putSite(SiteKind.MODEL_CARD, id, json.getBytes(StandardCharsets.UTF_8));
        store.log(AuditEntry.of(AuditEvent.MODEL_REGISTERED, id + " " + model.card().version() + " " + model.card().sha256()));
        return model.card();
    }
}
