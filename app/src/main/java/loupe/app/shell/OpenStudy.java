package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.hanging.StudyHanging;
import loupe.app.viewer.ShownSeries;
import loupe.app.wiring.Workplace;
import loupe.core.encoding.EncodingException;
import loupe.core.study.Series;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudySummary;
import loupe.review.ReviewException;
import loupe.review.explaining.AlternativeOutlines;
import loupe.review.explaining.DoubtfulBorders;
import loupe.review.preset.PresetBook;
import loupe.review.preset.WindowPresets;
import loupe.review.prompt.PromptedOutlines;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;
import loupe.review.slide.StudySlide;

/// A study read from the store, ready to be shown.
///
/// @param summary its summary
/// @param images its pixels
/// @param series what can be shown of it beside its slides
/// @param slides its slides
/// @param review its review
/// @param volumes where its stacks are had as volumes
/// @param clock says how long images are looked at
/// @param hanging how it may hang
/// @param book where the reader's window presets are kept
/// @param presets the reader's window presets
/// @param prompts outlines boxes by a model
/// @param doubts says where a model is in doubt about a border
/// @param alternatives gives a model's outlines at other probabilities
/// @param again reads its images again: after a first opinion more may be seen of what came along
record OpenStudy(
        StudySummary summary,
        StudyImages images,
        List<ShownSeries> series,
        List<StudySlide> slides,
        ReviewSession review,
        Volumes volumes,
        Clock clock,
        StudyHanging hanging,
        PresetBook book,
        WindowPresets presets,
        PromptedOutlines prompts,
        DoubtfulBorders doubts,
        AlternativeOutlines alternatives,
        Callable<StudyImages> again) {
    /// Reads a study, its review beside its images; not for the toolkit's thread.
    ///
    /// @param held who else has it in hand; it is only looked at then
    static OpenStudy read(Workplace w, String studyUid, Optional<StudyClaim> held) throws IOException {
        Beside<ReviewSession> review = Beside.of(() -> {
            ReviewSession opened = w.review(studyUid);
            held.ifPresent(opened::lookOnly);
            return opened;
        });
        StudySummary summary = w.store()
                .study(studyUid)
                .orElseThrow(() -> new ReviewException(say("the study is no longer in the store")));
        StudyImages images = StudyImages.of(w.store(), studyUid);
        List<StudySlide> slides = StudySlide.of(images);
        List<ShownSeries> series = ShownSeries.of(images).stream()
                .filter(s -> slides.stream().noneMatch(p -> p.seriesUid().equals(s.seriesUid())))
                .toList();
        if (series.isEmpty() && slides.isEmpty()) {
            throw new ReviewException(say("the study holds no image that can be shown"));
        }
        StudyHanging hanging = StudyHanging.read(w.store(), summary, images, series);
        PresetBook book = new PresetBook(w.store());
        return new OpenStudy(
                summary, images, series, slides, review.get(), w.volumes(), w.clock(), hanging, book, presets(book), w.prompts(),
                w.doubts(), w.alternatives(), () -> StudyImages.of(w.store(), studyUid));
    }

    /// Presets that cannot be read must not keep a study from being seen.
    private static WindowPresets presets(PresetBook book) throws IOException {
        try {
            return book.presets();
        } catch (EncodingException e) {
            return WindowPresets.usual();
        }
    }

    /// Modality of a series; empty where it is none of the study's own.
    String modality(String seriesUid) {
        return images.series().stream().filter(s -> s.uid().equals(seriesUid)).map(Series::modality).findFirst().orElse("");
    }
}
