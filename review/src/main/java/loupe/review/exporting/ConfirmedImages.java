package loupe.review.exporting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.KeyObjectSelection;
import loupe.core.dicom.object.SrWriter;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.edit.KeptReport;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;

/// The images that show best what a person confirmed: one a finding, each once.
///
/// @param images the study
/// @param state the review
record ConfirmedImages(StudyImages images, ReviewState state) {
    /// @throws IOException if a header is not there
    List<KeyObjectSelection.Selected> all() throws IOException {
        List<KeyObjectSelection.Selected> out = new ArrayList<>();
        for (ReviewedFinding f : state.findings()) {
            if (KeptReport.confirmed(f) && !f.blank()) {
                of(f).filter(s -> !out.contains(s)).ifPresent(out::add);
            }
        }
        return out;
    }

    private Optional<KeyObjectSelection.Selected> of(ReviewedFinding f) throws IOException {
        for (Series series : images.series()) {
            Optional<Stack> stack = series.uid().equals(f.finding().seriesUid())
                    ? images.stackOf(series, f.segment().map(s -> s.mask().grid()))
                    : Optional.empty();
            if (stack.isPresent()) {
                return Optional.of(selected(series, stack.get().slices().get(f.keySlice(stack.get().grid()))));
            }
        }
        return Optional.empty();
    }

    private KeyObjectSelection.Selected selected(Series series, SliceRef slice) throws IOException {
        DataSet header = images.header(slice.sopInstanceUid());
        boolean frames = header.integer(Tag.NumberOfFrames, 1) > 1;
        return new KeyObjectSelection.Selected(
                new SrWriter.Evidence(header.string(Tag.SOPClassUID, ""), slice.sopInstanceUid(), series.uid()),
                frames ? List.of(slice.frame() + 1) : List.of());
    }
}
