package loupe.app.report;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.text.Words;
import loupe.review.report.Report;
import loupe.review.report.ReportChange;

/// The report of the open study and what a reader does to it; for the toolkit's thread.
public final class ReportViewModel implements AutoCloseable {
    private final Source source;
    private final Background beside;
    private final Consumer<Throwable> log;
    private final ReadOnlyObjectWrapper<Optional<Report>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(say("Drafting …"));

    /// Where the report comes from and goes; called beside the toolkit's thread.
    public interface Source {
        /// Drafts it.
        ///
        /// @throws IOException if it cannot be shown, or the store fails
        Report read() throws IOException;

        /// Changes it and keeps it.
        ///
        /// @throws IOException if it is sealed, or the store fails
        Report keep(List<ReportChange> changes) throws IOException;

        /// Writes it as a PDF.
        ///
        /// @throws IOException if it may not leave or cannot be written
        List<String> write(Path file) throws IOException;
    }

    /// @param beside where the source is called; closed with this
    /// @param log keeps what went wrong
    public ReportViewModel(Source source, Background beside, Consumer<Throwable> log) {
        this.source = source;
        this.beside = beside;
        this.log = log;
        beside.run(source::read, this::show, this::failed);
    }

    private void show(Report now) {
        report.set(Optional.of(now));
        said.set("");
    }

    private void failed(Throwable fault) {
        log.accept(fault);
        said.set(FaultText.of(fault));
    }

    /// The report; empty until it is drafted.
    public ReadOnlyObjectProperty<Optional<Report>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// What became of the last step, or why there is no report.
    public ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Whether it can be changed.
    public boolean open() {
        return report.get().filter(r -> !r.standing().closed()).isPresent();
    }

    /// Keeps it as it reads.
    public void keep() {
        keep(List.of());
    }

    /// Changes it and keeps it.
    public void change(ReportChange change) {
        keep(List.of(change));
    }

    private void keep(List<ReportChange> changes) {
        said.set(say("saving …"));
        beside.run(
                () -> source.keep(changes),
                now -> {
                    show(now);
                    said.set(say("Kept. It is signed when you seal the review."));
                },
                this::failed);
    }

    /// Writes it as a PDF.
    public void write(Path file) {
        said.set(say("writing …"));
        beside.run(
                () -> source.write(file),
                notes -> said.set(say("Written: {0}{1}", file.getFileName(), notes.isEmpty() ? "" : "; " + String.join("; ",
                        notes.stream().map(Words::told).toList()))),
                this::failed);
    }

    @Override
    public void close() {
        beside.close();
    }
}
