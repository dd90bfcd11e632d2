package loupe.inference.trial;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import loupe.inference.ModelRunner;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.CardException;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;

/// The child process of a trial: reads card and weights from standard input, runs the model once on noise, and says on
/// one line how that went. Not for people.
public final class TrialProgram {
    private static final int LARGEST = 512 << 20;

    private TrialProgram() {}

    /// @param arguments none
    /// @throws IOException if the parent went away
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        byte[] card = bytes(in);
        byte[] weights = bytes(in);
        byte[] second = bytes(in);
        System.out.println(outcome(new String(card, StandardCharsets.UTF_8), weights, second));
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("a length that cannot be");
        }
        return in.readNBytes(length);
    }

    /// The card without what it calls typical: the trial's noise is not.
    private static ModelCard acceptingNoise(ModelCard c) {
        return new ModelCard(c.id(), c.version(), c.title(), c.task(), c.accepts(), c.input(), c.output(), c.labels(),
                c.statement(), c.sha256(), c.more().anyInput());
    }

    private static String outcome(String cardJson, byte[] weights, byte[] second) throws IOException {
        Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (ModelRunner runner = new ModelRunner(EngineSettings.sparing(0), still, "trial")) {
            ModelCard card = acceptingNoise(ModelCard.parse(cardJson));
            new FirstRun(runner).of(Model.of(card, weights, second));
            return ModelTrial.PASSED;
        } catch (CardException | ModelException | UnsuitableInputException e) {
            return ModelTrial.FAILED + e.getMessage();
        }
    }
}
