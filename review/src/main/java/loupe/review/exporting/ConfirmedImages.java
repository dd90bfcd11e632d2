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
    /// A finding on the slice that shows it best.
    ///
    /// @param stack its stack or film
    /// @param index the slice in it
    record Shown(ReviewedFinding finding, Series series, Stack stack, int index) {
        SliceRef slice() {
            return stack.slices().get(index);
        }
    }

    /// Every finding a person confirmed that lies on an image, in the review's order.
    ///
    /// @throws IOException if a header is not there
    List<Shown> shown() throws IOException {
        List<Shown> out = new ArrayList<>();
        for (ReviewedFinding f : state.findings()) {
            if (KeptReport.confirmed(f) && !f.blank()) {
                shown(f).ifPresent(out::add);
            }
        }
        return out;
    }

    private Optional<Shown> shown(ReviewedFinding f) throws IOException {
        for (Series series : images.series()) {
            Optional<Stack> stack = series.uid().equals(f.finding().seriesUid())
                    ? images.stackOf(series, f.segment().map(s -> s.mask().grid()))
                    : Optional.empty();
            if (stack.isPresent()) {
                return Optional.of(new Shown(f, series, stack.get(), f.keySlice(stack.get().grid())));
            }
        }
        return Optional.empty();
    }

    /// The images, each once.
    ///
    /// @throws IOException if a header is not there
    List<KeyObjectSelection.Selected> all() throws IOException {
        List<KeyObjectSelection.Selected> out = new ArrayList<>();
        for (Shown s : shown()) {
            KeyObjectSelection.Selected selected = selected(s.series, s.slice());
            if (!out.contains(selected)) {
                out.add(selected);
            }
        }
        return out;
    }

    private KeyObjectSelection.Selected selected(Series series, SliceRef slice) throws IOException {
        DataSet header = images.header(slice.sopInstanceUid());
        boolean frames = header.integer(Tag.NumberOfFrames, 1) > 1;
        return new KeyObjectSelection.Selected(
                new SrWriter.Evidence(header.string(Tag.SOPClassUID, ""), slice.sopInstanceUid(), series.uid()),
                frames ? List.of(slice.frame() + 1) : List.of());
    }
}
