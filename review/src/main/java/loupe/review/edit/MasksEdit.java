package loupe.review.edit;

import java.util.List;
import java.util.stream.Collectors;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;

/// One gesture that changed several segments: one step, taken back as one.
///
/// @param tool what made it, e.g. `brush`
/// @param parts what flips in each segment, at most one part a segment
public record MasksEdit(String tool, List<Edit.MaskEdit> parts) implements Edit.Correcting {
    /// Checks that there is something and that no segment comes twice.
    public MasksEdit {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.stream().map(Edit.MaskEdit::segment).distinct().count() != parts.size()) {
            throw new IllegalArgumentException("an edit of several segments must name each once, and at least one");
        }
    }

    @Override
    public Verdict after() {
        return parts.getFirst().after();
    }

    @Override
    public List<FindingId> findings() {
        return parts.stream().map(Edit.MaskEdit::finding).distinct().toList();
    }

    @Override
    public String name() {
        return tool + " on " + parts.stream().map(p -> p.finding().value()).distinct().collect(Collectors.joining(", "));
    }

    @Override
    public Edit inverse() {
        return new MasksEdit(tool, parts.reversed().stream().map(p -> (Edit.MaskEdit) p.inverse()).toList());
    }

    @Override
    public long bytes() {
        return 128 + parts.stream().mapToLong(Edit.MaskEdit::bytes).sum();
    }
}
