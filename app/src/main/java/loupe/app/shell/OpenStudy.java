package loupe.app.shell;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.hanging.StudyHanging;
import loupe.app.viewer.ShownSeries;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;

/// A study read from the store, ready to be shown.
///
/// @param summary its summary
/// @param images its pixels
/// @param series what can be shown of it
/// @param review its review
/// @param volumes where its stacks are had as volumes
/// @param clock says how long images are looked at
/// @param hanging how it may hang
/// @param again reads its images again: after a first opinion more may be seen of what came along
record OpenStudy(
        StudySummary summary,
        StudyImages images,
        List<ShownSeries> series,
        ReviewSession review,
        Volumes volumes,
        Clock clock,
        StudyHanging hanging,
        Callable<StudyImages> again) {
    /// Reads a study; not for the toolkit's thread.
    static OpenStudy read(Workplace w, String studyUid) throws IOException {
        StudySummary summary = w.store()
                .study(studyUid)
                .orElseThrow(() -> new ReviewException("the study is no longer in the store"));
        StudyImages images = StudyImages.of(w.store(), studyUid);
        List<ShownSeries> series = ShownSeries.of(images);
        if (series.isEmpty()) {
            throw new ReviewException("the study holds no image that can be shown");
        }
        StudyHanging hanging = StudyHanging.read(w.store(), summary, images, series);
        return new OpenStudy(summary, images, series, w.review(studyUid), w.volumes(), w.clock(), hanging,
                () -> StudyImages.of(w.store(), studyUid));
    }
}
