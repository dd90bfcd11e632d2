package loupe.inference;

import loupe.inference.card.CardException;
import loupe.inference.card.ModelCard;

/// The program's own cards for other weights.
final class Cards {
    private Cards() {}

    /// A card of the program that belongs to weights of another digest.
    static ModelCard withDigest(String id, String sha256) throws java.io.IOException {
        String json = ModelCatalogue.cardJson(id);
        String own = ModelCard.parse(json).sha256();
        if (!json.contains(own)) {
            throw new CardException("the card names no digest");
        }
        return ModelCard.parse(json.replace(own, sha256));
    }
}
