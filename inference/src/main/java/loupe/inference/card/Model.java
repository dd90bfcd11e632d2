package loupe.inference.card;

import loupe.core.digest.Sha256;

/// A card with the weights it belongs to, the digest checked.
public final class Model {
    private final ModelCard card;
    private final byte[] weights;

    private final byte[] second;

    private Model(ModelCard card, byte[] weights, byte[] second) {
        this.card = card;
        this.weights = weights;
        this.second = second;
    }

    /// Joins a card with weights.
    ///
    /// @param card the card
    /// @param weights an ONNX file's bytes; copied
    /// @throws CardException if the digest on the card is not that of the weights
    public static Model of(ModelCard card, byte[] weights) throws CardException {
        return of(card, weights, new byte[0]);
    }

    /// Joins a card with its weights and those of its second net.
    ///
    /// @param second an ONNX file's bytes; empty where the card names no second net
    /// @throws CardException if a digest on the card is not that of its weights
    public static Model of(ModelCard card, byte[] weights, byte[] second) throws CardException {
        require(card, weights, card.sha256());
        if (card.more().secondDigest().isPresent()) {
            require(card, second, card.more().secondDigest().get());
        }
        return new Model(card, weights.clone(), second.clone());
    }

    private static void require(ModelCard card, byte[] weights, String digest) throws CardException {
        if (!sha256(weights).equals(digest)) {
            throw new CardException("the weights are not those the card of model " + card.id()
                    + " belongs to: their SHA-256 digest differs; fetch the model again");
        }
    }

    /// The card.
    public ModelCard card() {
        return card;
    }

    /// The weights (a copy).
    public byte[] weights() {
        return weights.clone();
    }

    /// The second net's weights (a copy); empty where it has none.
    public byte[] second() {
        return second.clone();
    }

    /// SHA-256 of bytes in small hex digits.
    public static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
