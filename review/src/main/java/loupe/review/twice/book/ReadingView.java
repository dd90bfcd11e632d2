package loupe.review.twice.book;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loupe.store.Store;
import loupe.store.fault.StoreException;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.RecordId;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// What an account sees of a study's records while two readers read it: what models found, what accompanies images, and its own steps.
final class ReadingView {
    private final Store store;
    private final ReadingBook book;
    /// Whose each wrapped step is and of which kind, so that a stroke does not open all strokes before it.
    private final Map<RecordId, Head> heads = new ConcurrentHashMap<>();

    private record Head(String by, RecordKind kind) {}

    ReadingView(Store store, ReadingBook book) {
        this.store = store;
        this.book = book;
    }

    /// Whether a record is of images, of models or of the person: no reader's. Who had the study in hand is left out too, which would
    /// name a reader.
    static boolean ofImagesAndModels(RecordKind kind) {
        return switch (kind) {
            case PREDICTION, SEGMENTATION, DEID_REPORT, CONSENT -> true;
            case VERDICT, CORRECTION, UNDO, SEAL, NOTE, MEASUREMENT, EXPORT, SESSION, FIRST_OPINION, REPORT, DOUBLE_READING, SECOND_READING,
                    ADJUDICATION -> false;
        };
    }

    /// Whether a record in the study's own journal is the first reader's.
    static boolean ofReaders(RecordKind kind) {
        return switch (kind) {
            case VERDICT, CORRECTION, UNDO, MEASUREMENT, FIRST_OPINION, REPORT, NOTE -> true;
            case PREDICTION, SEGMENTATION, DEID_REPORT, CONSENT, SEAL, EXPORT, SESSION, DOUBLE_READING, SECOND_READING, ADJUDICATION ->
                false;
        };
    }

    /// What an account sees, and where the whole journal ends.
    ///
    /// @param records what it sees, oldest first
    /// @param end of all records
    record Seen(List<StoredRecord> records, JournalEnd end) {}

    Seen of(String studyUid, Set<RecordKind> opened, String account) throws StoreException {
        List<StoredRecord> all = store.records(studyUid, opened);
        DoubleReading now = book.of(studyUid);
        Set<String> whose = now.whose(account);
        boolean known = all.stream().allMatch(r -> r.kind() != RecordKind.SECOND_READING || known(r, opened, whose));
        if (!known) {
            Set<RecordKind> more = EnumSet.of(RecordKind.SECOND_READING);
            more.addAll(opened);
            all = store.records(studyUid, more);
        }
        boolean first = now.first(account);
        List<StoredRecord> out = new ArrayList<>();
        for (StoredRecord r : all) {
            if (r.kind() == RecordKind.SECOND_READING) {
                own(r, !known, opened, whose).ifPresent(out::add);
            } else if (ofImagesAndModels(r.kind()) || first && ofReaders(r.kind())) {
                out.add(r);
            }
        }
        return new Seen(out, JournalEnd.of(all));
    }

    /// Whether it is known whose a step is, and its content is not needed.
    private boolean known(StoredRecord r, Set<RecordKind> opened, Set<String> whose) {
        Head head = heads.get(r.id());
        return head != null && !(whose.contains(head.by) && opened.contains(head.kind));
    }

    private Optional<StoredRecord> own(StoredRecord r, boolean read, Set<RecordKind> opened, Set<String> whose)
            throws StoreException {
        if (!read) {
            Head head = heads.get(r.id());
            return head == null || !whose.contains(head.by)
                    ? Optional.empty()
                    : Optional.of(StoredRecord.unopened(r.id(), head.kind, r.time(), r.supersedes()));
        }
        SecondStep step = SecondStep.decoded(r.payload());
        RecordKind kind = step.asKind();
        heads.put(r.id(), new Head(step.by(), kind));
        if (!whose.contains(step.by())) {
            return Optional.empty();
        }
        return Optional.of(opened.contains(kind)
                ? step.unwrapped(r)
                : StoredRecord.unopened(r.id(), kind, r.time(), r.supersedes()));
    }

    void forget() {
        heads.clear();
    }
}
