package loupe.app.audit;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.Workplace;
import loupe.review.trail.LogFilter;
import loupe.review.trail.ReadLog;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;

/// The log as the window shows it; for the toolkit's thread. Reading it is an entry of it.
public final class LogViewModel {
    /// Entries shown at most; a filter or an export reaches the others.
    public static final int MOST = 2000;

    private final Workplace workplace;
    private final JobsViewModel jobs;
    private final ReadLog log;
    private final ObservableList<LoggedEvent> entries = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper proof = new ReadOnlyStringWrapper(say("Not checked since you opened this page."));

    /// @param jobs runs what takes long
    public LogViewModel(Workplace workplace, JobsViewModel jobs) {
        this.workplace = workplace;
        this.jobs = jobs;
        this.log = new ReadLog(workplace.store());
    }

    /// What a person asks for.
    ///
    /// @param account name of who did it; empty for all
    /// @param event what was done; empty for all
    /// @param study number in the list, or the beginning of its UID; empty for all
    /// @param from first time, UTC
    /// @param until time before which, UTC
    public record Asked(String account, Optional<AuditEvent> event, String study, Optional<Instant> from, Optional<Instant> until) {}

    /// The entries that fit, newest first.
    public ObservableList<LoggedEvent> entries() {
        return entries;
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Whether the log proves itself, in words.
    public ReadOnlyStringProperty proofProperty() {
        return proof.getReadOnlyProperty();
    }

    private LogFilter filter(Asked a) throws java.io.IOException {
        return new LogFilter(a.account.strip(), a.event, a.study.isBlank() ? "" : log.study(a.study), a.from, a.until);
    }

    /// Reads the entries that fit.
    public void read(Asked asked) {
        message.set(say("The log is read …"));
        jobs.start(say("Log"), context -> log.latest(filter(asked), MOST, context), this::show, fault -> {
            entries.clear();
            message.set(FaultText.of(fault));
        });
    }

    private void show(List<LoggedEvent> read) {
        entries.setAll(read);
        message.set(read.size() == MOST
                ? say("The latest {0} entries that fit; name a time to see older ones.", MOST)
                : sayCount(read.size(), "{0} entry.", "{0} entries."));
    }

    /// Checks the whole store against the log.
    public void check() {
        proof.set(say("Being checked …"));
        jobs.start(
                say("Check of the log"),
                context -> say("{0} Checked at {1} (UTC).", told(ReadLog.words(workplace.store().verify(context))),
                        workplace.clock().instant()),
                proof::set,
                fault -> proof.set(FaultText.of(fault)));
    }

    /// Writes the entries that fit into `log.jsonl` in a folder, which must not hold one yet.
    public void export(Asked asked, Path folder) {
        jobs.start(
                say("Export of the log"),
                context -> {
                    log.export(folder.resolve("log.jsonl"), 0, Long.MAX_VALUE, filter(asked), context);
                    return true;
                },
                done -> message.set(say("log.jsonl is written. It names accounts and pseudonymous studies: keep it as the log is kept.")),
                fault -> message.set(fault instanceof java.nio.file.FileAlreadyExistsException
                        ? say("There is a log.jsonl in that folder already; choose another folder.")
                        : FaultText.of(fault)));
    }
}
