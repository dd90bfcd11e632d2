package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import loupe.app.wiring.Samples;
import loupe.review.ReviewException;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.importing.ImportReport;

/// Brings the built-in sample studies into an open window as jobs that can be watched and stopped: drawn, imported one after
/// the other, then analysed; for the toolkit's thread.
final class SampleArrivals {
    private final Desk desk;
    private final Path folder;
    private final Listener listener;

    /// Who is told.
    ///
    /// @param imported a sample is in the store
    /// @param analysed the models have answered on a study
    /// @param fault something went wrong
    record Listener(
            Consumer<ImportReport> imported,
            BiConsumer<String, AnalyzeStudy.Analysis> analysed,
            Consumer<Throwable> fault) {}

    /// @param folder where the samples are drawn; whoever names it deletes it
    SampleArrivals(Desk desk, Path folder, Listener listener) {
        this.desk = desk;
        this.folder = folder;
        this.listener = listener;
    }

    /// Begins; returns at once.
    void start() {
        desk.jobs().start(say("Draw sample studies"), job -> Samples.draw(folder, job), this::drawn, listener.fault);
    }

    private void drawn(List<Path> studies) {
        studies.forEach(s -> desk.importing(List.of(s), arrived -> imported(arrived.report())));
    }

    private void imported(ImportReport report) {
        if (!report.refused().isEmpty()) {
            listener.fault.accept(new ReviewException(
                    say("a sample file was refused: {0}", report.refused().getFirst().sentence())));
        }
        listener.imported.accept(report);
        report.studyUids().forEach(uid -> desk.analyse(uid, done -> listener.analysed.accept(uid, done)));
    }
}
