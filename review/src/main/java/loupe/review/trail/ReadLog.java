package loupe.review.trail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.core.encoding.Encoding;
import loupe.core.work.JobContext;
import loupe.review.worklist.Worklist;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;

/// Reads the log, in pages. It needs READ_LOG; every page that is read is an entry of the log itself, and so is writing it out.
public final class ReadLog {
    private static final int PAGE = 1000;

    private final Store store;

    /// @param store as the account at work may see it
    public ReadLog(Store store) {
        this.store = store;
    }

    /// Takes entries as they are read.
    public interface Taker {
        /// @throws IOException if they cannot be taken
        void take(LoggedEvent e) throws IOException;
    }

    /// Goes through the log from an entry on, as it stood when this began.
    ///
    /// @param from first entry, from 0
    /// @param most how many entries are looked at at most, fitting or not
    /// @throws IOException if the account may not or the store fails
    public void each(long from, long most, LogFilter filter, JobContext job, Taker taker) throws IOException {
        long size = store.trail().size();
        long end = Math.min(size, most > size ? size : from + most);
        for (long at = from; at < end; at += PAGE) {
            job.progress(at - from, end - from, "entries");
            job.checkCancelled();
            for (LoggedEvent e : store.trail().events(at, (int) Math.min(PAGE, end - at))) {
                if (filter.fits(e)) {
                    taker.take(e);
                }
            }
        }
    }

    /// The latest entries that fit, newest first.
    ///
    /// @param most how many at most, from 1
    /// @throws IOException if the account may not or the store fails
    public List<LoggedEvent> latest(LogFilter filter, int most, JobContext job) throws IOException {
        List<LoggedEvent> out = new ArrayList<>();
        long end = store.trail().size();
        long all = end;
        while (end > 0 && out.size() < most) {
            long at = Math.max(0, end - PAGE);
            job.progress(all - end, all, "entries");
            job.checkCancelled();
            List<LoggedEvent> page = store.trail().events(at, (int) (end - at));
            for (LoggedEvent e : page.reversed()) {
                if (filter.fits(e) && out.size() < most) {
                    out.add(e);
                }
            }
            end = at;
        }
        return List.copyOf(out);
    }

    /// What left the store, the latest first.
    ///
    /// @throws IOException if the account may not or the store fails
    public List<Departure> departures(JobContext job) throws IOException {
        List<Departure> out = new ArrayList<>();
        each(0, Long.MAX_VALUE, LogFilter.ALL, job, e -> Departure.of(e).ifPresent(out::add));
        return List.copyOf(out.reversed());
    }

    /// Writes entries into a new file, a JSON object a line; that is logged before.
    ///
    /// @param from first entry looked at, from 0
    /// @param most how many are looked at at most
    /// @throws IOException if the file is there already, the account may not or the store fails
    public void export(Path file, long from, long most, LogFilter filter, JobContext job) throws IOException {
        store.authorize(Permission.READ_LOG, null);
        store.log(AuditEntry.of(AuditEvent.EXPORTED, "log"));
        try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            each(from, most, filter, job, e -> to.write((line(e) + "\n").getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// The study a person names for a filter: by its number in the list where they may list studies, else by the beginning of its UID.
    ///
    /// @throws IOException if there is none of that number, or the store fails
    public String study(String word) throws IOException {
        String said = word.strip();
        return said.matches("[0-9]{1,6}") ? new Worklist(store).find(said).studyUid() : said;
    }

    /// An entry as a JSON object.
    public static String line(LoggedEvent e) {
        return new String(Encoding.encode("logged-event", 1, e), StandardCharsets.UTF_8);
    }

    /// An action in words.
    public static String words(AuditEvent event) {
        return event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// What a check of the log and of all it proves found, in words.
    public static String words(VerifyReport r) {
        return r.intact()
                ? String.format(Locale.ROOT, "Intact: %d entries, %d signed checkpoints and %d anchors fit each other, and %d rows and %d pieces of"
                                + " images fit the log.", r.events(), r.checkpoints(), r.anchors(), r.rows(), r.chunks())
                : "NOT INTACT: " + r.faults().size() + (r.faults().size() == 1 ? " thing is" : " things are") + " wrong, the first: "
                        + r.faults().getFirst().place() + ": " + r.faults().getFirst().what() + ". Run `loupe audit verify`.";
    }
}
