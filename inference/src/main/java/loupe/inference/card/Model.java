package loupe.inference.card;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A card with the weights it belongs to, the digest checked.
public final class Model {
    private final ModelCard card;
    private final byte[] weights;

    private Model(ModelCard card, byte[] weights) {
        this.card = card;
        this.weights = weights;
    }

    /// Joins a card with weights.
    ///
    /// @param card the card
    /// @param weights an ONNX file's bytes; copied
    /// @throws CardException if the digest on the card is not that of the weights
    public static Model of(ModelCard card, byte[] weights) throws CardException {
        if (!sha256(weights).equals(card.sha256())) {
            throw new CardException("the weights are not those the card of model " + card.id()
                    + " belongs to: their SHA-256 digest differs; fetch the model again");
        }
        return new Model(card, weights.clone());
    }

    /// The card.
    public ModelCard card() {
        return card;
    }

    /// The weights (a copy).
    public byte[] weights() {
        return weights.clone();
    }

    /// SHA-256 of bytes in small hex digits.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
