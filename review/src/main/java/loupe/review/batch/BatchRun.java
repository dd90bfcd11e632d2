package loupe.review.batch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;
import loupe.review.importing.ReviewQueue;
import loupe.review.importing.WaitingImage;
import loupe.review.intake.Quiet;
import loupe.review.intake.Unforeseen;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;

/// Brings the items of a batch in, one after the other: each is given to the import, which stores nothing twice.
///
/// What is about to be done is kept before it is done and what became of it after, so that a kill at any moment leaves an item that is
/// begun again and found to be there already. Slides of a case follow each other once all of them are there; cases of higher priority
/// come first.
public final class BatchRun {
    /// Kills in a row at work on one item after which it is left out: it may be what kills.
    static final int MOST_INTERRUPTIONS = 3;

    private static final String ARRIVES = "its files still arrive; it is begun once they are left alone";
    private static final String NOT_YET = "it is not there yet";
    private static final String NOT_THERE = "it is not where the manifest says; put it there or correct the line";
    private static final String GONE = "it is not where it lay any more; put it back";
    private static final String ITS_CASE = "other slides of its case are not there yet";
    private static final String KILLS = "the program ended " + MOST_INTERRUPTIONS + " times while it was at work on it; look at it with"
            + " `loupe inspect`, then `loupe batch retry`";
    private static final String DECIDED = "a person decided on the images that waited";

    private final Store store;
    private final Batch batch;
    private final BatchLedger ledger;
    private final Work work;

    /// What is done with an item.
    ///
    /// @param importing brings it in
    /// @param arrived what follows
    /// @param told is told of every item once its state is kept: as it begins, and as it ends
    public record Work(ImportStudies importing, Arrived arrived, Consumer<BatchItem> told) {}

    /// What is done with what came in, before the item counts as done.
    @FunctionalInterface
    public interface Arrived {
        /// Nothing is.
        Arrived NOTHING = (report, job) -> Optional.empty();

        /// @return what went wrong with it, a sentence without path or value; empty if nothing
        /// @throws IOException if the store fails
        Optional<String> take(ImportReport report, JobContext job) throws IOException;
    }

    /// @param store where the batch and its studies are kept
    /// @param ledger of the batch
    public BatchRun(Store store, Batch batch, BatchLedger ledger, Work work) {
        this.store = store;
        this.batch = batch;
        this.ledger = ledger;
        this.work = work;
    }

    /// Goes once over what lies there and brings in what may be begun.
    ///
    /// @return how many items were worked on
    /// @throws IOException if the store fails; what was done is kept
    /// @throws CancelledException if cancelled; what was done is kept, the item under way is begun again next time
    public int pass(BatchSource.Seen seen, JobContext job) throws IOException {
        store.authorize(Permission.IMPORT, null);
        recover();
        plan(seen);
        return each(due(seen), job);
    }

    private int each(List<BatchItem> due, JobContext job) throws IOException {
        int done = 0;
        for (BatchItem item : due) {
            job.checkCancelled();
            job.progress(done, due.size(), "items");
            work.told.accept(worked(item, job));
            done++;
        }
        if (done > 0) {
            job.progress(done, due.size(), "items");
            store.log(AuditEntry.of(AuditEvent.NOTED, "batch " + batch.number() + ": " + done + " items worked on, "
                    + ledger.count(ItemState.FAILED) + " of " + ledger.items().size() + " failed"));
        }
        return done;
    }

    /// Tries items again, and no others.
    ///
    /// @param numbers which, whatever became of them; empty for all that failed
    /// @return how many
    /// @throws ReviewException if there is no item of a number
    /// @throws IOException if the store fails; what was done is kept
    /// @throws CancelledException if cancelled; what was done is kept, the others wait for the next run
    public int again(Set<Integer> numbers, JobContext job) throws IOException {
        store.authorize(Permission.IMPORT, null);
        recover();
        Set<Integer> known = ledger.items().stream().map(BatchItem::number).collect(Collectors.toSet());
        if (!known.containsAll(numbers)) {
            throw new ReviewException("the batch has no item of that number; see `loupe batch status " + batch.number() + "`");
        }
        List<BatchItem> again = new ArrayList<>();
        for (BatchItem i : ledger.items()) {
            if (numbers.isEmpty() ? i.state() == ItemState.FAILED : numbers.contains(i.number())) {
                BatchItem now = i.looking(Fingerprint.of(path(i)).digest()).uninterrupted();
                again.add(now.looks().isEmpty() ? now.in(ItemState.FAILED, GONE) : now.in(ItemState.WAITING, ""));
            }
        }
        ledger.put(again);
        each(again.stream().filter(i -> i.state() == ItemState.WAITING).toList(), job);
        return again.size();
    }

    /// What was at work when the program ended.
    private void recover() throws IOException {
        List<BatchItem> found = new ArrayList<>();
        for (BatchItem i : ledger.items()) {
            if (i.state() == ItemState.RUNNING) {
                BatchItem again = i.interruptedOnce();
                found.add(again.interrupted() < MOST_INTERRUPTIONS ? again : again.in(ItemState.FAILED, KILLS));
            }
        }
        ledger.put(found);
    }

    private void plan(BatchSource.Seen seen) throws IOException {
        Map<Integer, BatchItem> changed = new LinkedHashMap<>();
        Map<Integer, BatchItem> missed = new LinkedHashMap<>();
        ledger.items().forEach(i -> missed.put(i.number(), i));
        int next = ledger.nextNumber();
        for (BatchSource.Sighting s : seen.items()) {
            Optional<BatchItem> known = ledger.at(s.source());
            BatchItem before = known.isPresent() ? known.get() : BatchItem.fresh(next++, s.source(), s.line());
            BatchItem now = seen(before.line().equals(s.line()) ? before : before.said(s.line()), s, seen.watched());
            missed.remove(now.number());
            if (known.isEmpty() || !now.equals(before)) {
                changed.put(now.number(), now);
            }
        }
        for (BatchItem gone : missed.values()) {
            if (!gone.state().ended()) {
                changed.put(gone.number(), gone.looking("").in(ItemState.FAILED, GONE));
            }
        }
        decided().forEach(i -> changed.putIfAbsent(i.number(), i));
        ledger.put(changed.values());
    }

    /// An item after one look at it.
    private static BatchItem seen(BatchItem item, BatchSource.Sighting s, boolean watched) {
        if (!s.there()) {
            // What came in may be taken away; what was not there may still come where the folder is watched.
            boolean neverThere = item.state() == ItemState.FAILED && item.looks().isEmpty();
            if (item.state().ended() && !(watched && neverThere)) {
                return item;
            }
            return item.looking("").in(watched ? ItemState.WAITING : ItemState.FAILED, watched ? NOT_YET : NOT_THERE);
        }
        boolean changed = !s.looks().digest().equals(item.looks());
        if (item.state().ended() && !changed) {
            return item;
        }
        BatchItem now = changed ? item.looking(s.looks().digest()).uninterrupted() : item;
        if (!s.settled()) {
            return now.in(ItemState.SETTLING, ARRIVES);
        }
        return now.in(ItemState.WAITING, !changed && item.state() == ItemState.WAITING ? item.reason() : "");
    }

    /// Items that were held and whose images wait no more.
    private List<BatchItem> decided() throws IOException {
        if (ledger.count(ItemState.HELD) == 0) {
            return List.of();
        }
        List<Path> waiting = ReviewQueue.waiting(store).stream().map(WaitingImage::path).map(Path::of).toList();
        return ledger.items().stream()
                .filter(i -> i.state() == ItemState.HELD && waiting.stream().noneMatch(w -> w.startsWith(path(i))))
                .map(i -> i.in(ItemState.DONE, DECIDED))
                .toList();
    }

    /// What may be begun, in the order it is.
    private List<BatchItem> due(BatchSource.Seen seen) throws IOException {
        Map<String, List<BatchItem>> cases = new LinkedHashMap<>();
        Map<String, Boolean> whole = new LinkedHashMap<>();
        for (BatchSource.Sighting s : seen.items()) {
            BatchItem item = ledger.at(s.source()).orElseThrow();
            if (!item.state().ended()) {
                String key = item.line().caseId().isEmpty() ? "item " + item.number() : "case " + item.line().caseId();
                cases.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
                whole.merge(key, s.there() && s.settled(), Boolean::logicalAnd);
            }
        }
        List<BatchItem> wait = new ArrayList<>();
        List<List<BatchItem>> ready = new ArrayList<>();
        cases.forEach((key, slides) -> {
            if (Boolean.TRUE.equals(whole.get(key))) {
                slides.sort(Comparator.comparingInt(BatchItem::number));
                ready.add(slides);
            } else {
                slides.stream()
                        .filter(i -> i.state() == ItemState.WAITING && i.reason().isEmpty())
                        .forEach(i -> wait.add(i.in(ItemState.WAITING, ITS_CASE)));
            }
        });
        ledger.put(wait);
        ready.sort(Comparator.comparingInt(BatchRun::priority).reversed().thenComparingInt(c -> c.getFirst().number()));
        return ready.stream().flatMap(List::stream).toList();
    }

    private static int priority(List<BatchItem> slides) {
        return slides.stream().mapToInt(i -> i.line().priority()).max().orElse(0);
    }

    private Path path(BatchItem item) {
        return Path.of(batch.folder()).resolve(item.source());
    }

    private BatchItem worked(BatchItem item, JobContext job) throws IOException {
        Fingerprint looks = Fingerprint.of(path(item));
        if (!looks.digest().equals(item.looks())) {
            return ledger.put(item.looking(looks.digest()).in(ItemState.SETTLING, ARRIVES));
        }
        BatchItem known = item.holding(ContentDigest.of(path(item), job));
        Optional<BatchItem> twin = ledger.twin(known);
        if (twin.isPresent() && stored(twin.get().studies())) {
            BatchItem t = twin.get();
            return ledger.put(known.uninterrupted()
                    .counted(looks.files(), t.instances(), t.studies())
                    .in(ItemState.DUPLICATE, "the same as item " + t.number()));
        }
        BatchItem begun = ledger.put(known.begun());
        work.told.accept(begun);
        return imported(begun, job);
    }

    private boolean stored(Set<String> studies) throws IOException {
        for (String uid : studies) {
            if (store.study(uid).isEmpty()) {
                return false;
            }
        }
        return !studies.isEmpty();
    }

    private BatchItem imported(BatchItem begun, JobContext job) throws IOException {
        JobContext quiet = new Quiet(job);
        try {
            List<Unforeseen> faults = new ArrayList<>();
            BatchItem after = Unforeseen.guard(
                    () -> {
                        ImportReport report = work.importing.run(List.of(path(begun)), quiet);
                        return outcome(begun, report, work.arrived.take(report, quiet));
                    },
                    fault -> {
                        faults.add(fault);
                        return begun.in(ItemState.FAILED, fault.sentence());
                    });
            for (Unforeseen fault : faults) {
                store.log(new AuditEntry(AuditEvent.NOTED, Outcome.MINOR_FAILURE, "",
                        "batch " + batch.number() + " item " + begun.number() + " left out: " + fault.where(), null));
            }
            return ledger.put(after.uninterrupted());
        } catch (CancelledException e) {
            ledger.put(begun.uninterrupted().in(ItemState.WAITING, ""));
            throw e;
        } catch (ReviewException e) {
            return ledger.put(begun.uninterrupted().in(ItemState.FAILED, String.valueOf(e.getMessage())));
        } catch (FileSystemException e) {
            return ledger.put(begun.uninterrupted().in(ItemState.FAILED, "it cannot be read; check that it is there and your rights"));
        }
    }

    private BatchItem outcome(BatchItem begun, ImportReport r, Optional<String> amiss) {
        int there = r.imported() + r.alreadyThere();
        BatchItem item = begun.counted(r.files(), there, r.studyUids());
        if (!r.refused().isEmpty()) {
            return item.in(ItemState.FAILED, refusal(begun, r));
        }
        if (!r.waiting().isEmpty()) {
            int n = r.waiting().size();
            return item.in(ItemState.HELD, n == 1
                    ? "an image waits for a person's decision on its pixels; see `loupe queue`"
                    : n + " images wait for a person's decision on their pixels; see `loupe queue`");
        }
        if (there == 0) {
            return item.in(ItemState.FAILED, "there is a DICOMDIR in it and no image; give the folder with the files it lists");
        }
        if (amiss.isPresent()) {
            return item.in(ItemState.FAILED, "it is in the store, but models failed on it: " + amiss.get());
        }
        boolean firstTry = begun.attempts() == 1 && begun.interrupted() == 0;
        return firstTry && r.imported() == 0
                ? item.in(ItemState.DUPLICATE, "all of it is in the store already")
                : item.in(ItemState.DONE, "");
    }

    private String refusal(BatchItem item, ImportReport r) {
        String first = r.refused().getFirst().sentence();
        if (r.files() == 1) {
            return SlideFormat.advice(path(item)).orElse(first);
        }
        int n = r.refused().size();
        String of = n + " of " + r.files() + " files " + (n == 1 ? "was" : "were") + " not taken, ";
        return of + (n == 1 ? "since " : "the first since ") + first;
    }
}
