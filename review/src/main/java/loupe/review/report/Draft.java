package loupe.review.report;

import java.util.List;

/// What a report would say if nobody put anything otherwise.
///
/// @param template name of the template
/// @param study what the study is, such as `CT chest`
/// @param sentences in the order they are read
/// @param rows what is measured, a row each
/// @param undecided findings that wait for a person; nothing of them is in it
public record Draft(String template, String study, List<Sentence> sentences, List<Row> rows, int undecided) {
    /// Copies the lists.
    public Draft {
        sentences = List.copyOf(sentences);
        rows = List.copyOf(rows);
    }

    /// A row of the table of measurements.
    ///
    /// @param id finding or drawing
    /// @param what its kind
    /// @param place where it lies
    /// @param numbers its numbers with their bands
    /// @param source who found or drew it
    public record Row(String id, String what, String place, String numbers, String source) {}
}
