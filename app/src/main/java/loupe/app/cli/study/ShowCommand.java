package loupe.app.cli.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.SeriesWords;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.cli.shared.StudyLines;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewState;
import loupe.review.exporting.FindingsJson;
import loupe.review.importing.StudyNotes;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe show STUDY`.
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a study's series, findings and seal.")
public final class ShowCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public ShowCommand(CommandContext session) {
        this.session = session;
    }

    /// What `--json` prints.
    ///
    /// @param study the study
    /// @param series its series
    /// @param review findings and seal
    /// @param sealFits whether the seal fits what it signed; absent while unsealed
    /// @param notes what was odd about its files when they came in
    /// @param firstOpinionAwaited whether findings are hidden until the account at work has committed its first opinion
    record Shown(
            StudySummary study, List<OneSeries> series, FindingsJson review, Optional<Boolean> sealFits, Set<String> notes,
            boolean firstOpinionAwaited) {}

    /// One series.
    ///
    /// @param uid pseudonymous UID
    /// @param number Series Number
    /// @param modality Modality
    /// @param description what is left of it
    /// @param instances number of instances
    /// @param slicesOfStacks slices of each stack
    /// @param blackedImages instances in whose pixels de-identification blacked something out
    /// @param blackedPixels pixels blacked out in them
    record OneSeries(
            String uid, int number, String modality, String description, int instances, List<Integer> slicesOfStacks,
            int blackedImages, long blackedPixels) {}

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            StudySummary s = study.in(w);
            ReviewSession review = w.review(s.studyUid());
            Optional<Boolean> fits = w.sealing().verify(s.studyUid());
            StudyImages images = StudyImages.of(w.store(), s.studyUid());
            List<OneSeries> series = new ArrayList<>();
            for (Series x : images.series()) {
                series.add(one(x, blacked(images, x)));
            }
            Set<String> notes = StudyNotes.of(w.store(), s.studyUid());
            if (json) {
                session.json(new Shown(
                        s,
                        series,
                        FindingsJson.of(review.state()),
                        fits,
                        notes,
                        review.blind()));
            } else {
                print(s, images.series(), series);
                print(new Reading(review.state(), fits, notes));
                if (review.blind()) {
                    session.out().println(StudyLines.BLIND);
                }
            }
            return fits.orElse(true) ? 0 : ExitCode.FAILED;
        }
    }

    /// What was read in the store besides the images.
    private record Reading(ReviewState state, Optional<Boolean> fits, Set<String> notes) {}

    private static List<BlackedPlaces> blacked(StudyImages images, Series s) throws IOException {
        List<BlackedPlaces> out = new ArrayList<>();
        for (Instance i : s.instances()) {
            BlackedPlaces.of(images.header(i.sopInstanceUid())).ifPresent(out::add);
        }
        return out;
    }

    private static OneSeries one(Series s, List<BlackedPlaces> blacked) {
        return new OneSeries(
                s.uid(),
                s.number(),
                s.modality(),
                s.description(),
                s.instances().size(),
                s.stacks().stream().map(t -> t.slices().size()).toList(),
                blacked.size(),
                blacked.stream().mapToLong(BlackedPlaces::pixels).sum());
    }

    private void print(StudySummary s, List<Series> series, List<OneSeries> told) {
        StudyLines.study(session.out(), s);
        session.out().println("  " + s.studyUid());
        for (int i = 0; i < series.size(); i++) {
            Series x = series.get(i);
            session.out().printf(
                    "  series %d  %s  %s  %d instances, %s%n",
                    x.number(),
                    x.modality(),
                    x.description(),
                    x.instances().size(),
                    SeriesWords.form(x));
            OneSeries one = told.get(i);
            if (one.blackedImages() > 0) {
                session.out().printf("    blacked by de-identification: %d images, %d pixels%n",
                        one.blackedImages(), one.blackedPixels());
            }
            x.stacks().stream().flatMap(t -> t.warnings().stream()).distinct()
                    .forEach(warning -> session.out().println("    warning: " + warning));
        }
    }

    private void print(Reading reading) {
        reading.notes.forEach(note -> session.out().println("  note: " + note));
        reading.state.findings().forEach(f -> StudyLines.finding(session.out(), f));
        reading.state.seal().ifPresent(seal -> session.out().println("  sealed by " + seal.by() + " at " + seal.at() + ": "
                + seal.meaning() + (reading.fits.orElse(false) ? " (fits)" : " (DOES NOT FIT what it signed)")));
    }
}
