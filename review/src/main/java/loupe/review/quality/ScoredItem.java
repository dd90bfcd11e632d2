package loupe.review.quality;

import java.util.OptionalDouble;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.ItemName;
import loupe.review.quality.book.Radpeer;
import org.apache.commons.csv.CSVFormat;

/// An item with both scores, without a way to the person.
///
/// @param item its name
/// @param targeted whether it stands in a targeted queue
/// @param model `ID@VERSION`
/// @param modality of the series
/// @param first what the reader said
/// @param second what the QA reviewer said, blind to it
/// @param reader the reader's score that stands
/// @param modelScore the model's score that stands
/// @param settled whether another person settled a score
/// @param waits whether another person is still to settle one
/// @param weight findings it stands for; empty in a targeted queue, whose items stand for themselves
/// @param minutes spent in all; empty where not known
public record ScoredItem(
        ItemName item,
        boolean targeted,
        String model,
        String modality,
        FindingAnswer first,
        FindingAnswer second,
        Radpeer reader,
        Radpeer modelScore,
        boolean settled,
        boolean waits,
        OptionalDouble weight,
        OptionalDouble minutes) {
    /// Names of the columns of [#csv()].
    public static final String CSV_HEAD = "item,kind,model,modality,first,second,reader,model_score,arbitration,weight,minutes";

    /// Whether a discrepancy of the reader's was found that goes to arbitration, and it stood.
    boolean readerCaught() {
        return !waits && reader.arbitrated();
    }

    /// Whether one of the model's was found, and it stood.
    boolean modelCaught() {
        return !waits && modelScore.arbitrated();
    }

    /// As one line of figures; the head is [#CSV_HEAD].
    public String csv() {
        return CSVFormat.RFC4180.format(
                item.toString(), targeted ? "targeted" : "random", model, modality, first.name(), second.name(),
                reader.word(), modelScore.word(), settled ? "settled" : waits ? "waits" : "", number(weight), number(minutes));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    /// The score of one of both.
    Radpeer score(boolean ofReader) {
        return ofReader ? reader : modelScore;
    }
}
