package loupe.app.fx;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.io.IOException;
import loupe.core.dicom.DicomException;
import loupe.core.encoding.EncodingException;
import loupe.core.work.CancelledException;
import loupe.inference.card.CardException;
import loupe.inference.engine.ModelException;
import loupe.review.ReviewException;
import loupe.store.fault.StoreException;

/// What is said of a fault: one sentence, without identifiers.
public final class FaultText {
    private FaultText() {}

    /// The sentence for people; the details belong to the log.
    public static String of(Throwable fault) {
        return switch (fault) {
            case CancelledException e -> say("Cancelled; what was finished is kept.");
            case StoreException e -> sentence(e);
            case ReviewException e -> sentence(e);
            case DicomException e -> sentence(e);
            case CardException e -> sentence(e);
            case ModelException e -> sentence(e);
            case EncodingException e -> sentence(e);
            case IOException e -> say("A file or folder cannot be read or written; check that it exists, your rights and the room left.");
            case OutOfMemoryError e -> say("There is not enough memory for this; close other programs and try again.");
            default -> say("Something went wrong inside the program; details without patient data are in the log file.");
        };
    }

    private static String sentence(Throwable e) {
        String s = told(String.valueOf(e.getMessage()).replaceAll("`([^`]*)`", "$1"));
        String whole = s.endsWith(".") ? s : s + ".";
        return Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
    }
}
