package loupe.review.detecting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import loupe.inference.ModelCatalogue;
import loupe.inference.card.Model;
import loupe.inference.trust.TrustException;
import loupe.review.ReviewException;

/// A model at the door: read, its digest checked, its signature too.
///
/// @param model card and weights
/// @param cardJson the card's text, byte for byte
/// @param vouchedFor whether the weights' digest stands on a card the program brings
/// @param signedBy the trusted key that signed the card
record Arriving(Model model, String cardJson, boolean vouchedFor, Optional<String> signedBy) {
    static Arriving read(ModelShelf.Bundle bundle, SigningKeys keys) throws IOException, TrustException {
        ModelShelf.file(bundle.weights(), "the model file");
        if (bundle.card().isEmpty()) {
            Model model = ModelCatalogue.recognise(bundle.weights())
                    .orElseThrow(() -> new ReviewException(
                            "no card belongs to these weights; give one with --card (see docs/models.md)"));
            return new Arriving(model, ModelCatalogue.cardJson(model.card().id()), true, Optional.empty());
        }
        byte[] card = ModelShelf.file(bundle.card().get(), "the card");
        Model model = ModelCatalogue.read(bundle.card().get(), bundle.weights());
        Optional<String> signer = Optional.empty();
        if (bundle.signature().isPresent()) {
            byte[] signature = ModelShelf.file(bundle.signature().get(), "the signature");
            signer = Optional.of(keys.signer(card, signature));
        }
        return new Arriving(model, new String(card, StandardCharsets.UTF_8), false, signer);
    }
}
