package loupe.review.quality.book;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.study.StudySummary;
import loupe.store.Store;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.fault.StoreException;
import org.jspecify.annotations.Nullable;

/// The studies whose sampled findings nobody has judged yet. To accounts that assess quality such a study shows images and models'
/// findings, and nothing of what readers made of it; its own reader knows that anyhow and sees it whole, and so does everybody else.
///
/// Which they are is looked up once and again when [#forget()] says so; whoever keeps samples or judgements says so.
public final class AwaitedLooks {
    /// What is said where something waits for the judgement.
    public static final String FIRST = "This study is in a sample of second looks; what its reader said is shown once its findings"
            + " in the sample are judged.";

    private final Store store;
    /// What is judged stays so: of a large sample only what was not is read again.
    private final Set<ItemName> judged = ConcurrentHashMap.newKeySet();
    /// UIDs by account name; a store that is locked and opened again may be another account's.
    private volatile @Nullable Known known;

    private record Known(String account, Set<String> studies) {}

    /// @param store the store itself, not what a reviewer sees of it
    public AwaitedLooks(Store store) {
        this.store = store;
    }

    /// Whether what readers made of a study is kept from the account at work.
    ///
    /// @throws StoreException if the store fails or is locked
    public boolean hides(String studyUid) throws StoreException {
        return hidden().contains(studyUid);
    }

    /// UIDs of all studies kept from the account at work so.
    ///
    /// @throws StoreException if the store fails or is locked
    public Set<String> hidden() throws StoreException {
        Account present = store.accounts().present();
        if (!present.may(Permission.ASSESS_QUALITY)) {
            return Set.of();
        }
        Known before = known;
        if (before != null && before.account.equals(present.name())) {
            return before.studies;
        }
        Set<String> out = read(present.name());
        known = new Known(present.name(), out);
        return out;
    }

    private Set<String> read(String account) throws StoreException {
        Set<String> marks = new HashSet<>();
        QualityBook book = new QualityBook(store);
        try {
            for (QualitySample s : book.all()) {
                for (SampledItem i : s.items()) {
                    if (!i.reader().equals(account) && !judged(book, new ItemName(s.number(), i.number()))) {
                        marks.add(i.study());
                    }
                }
            }
            if (marks.isEmpty()) {
                return Set.of();
            }
            Set<String> out = new HashSet<>();
            for (Map.Entry<String, StudySummary> s : StudyMark.studies(store).entrySet()) {
                if (marks.contains(s.getKey())) {
                    out.add(s.getValue().studyUid());
                }
            }
            return Set.copyOf(out);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.TAMPERED, "A sample of second looks cannot be read; run `loupe doctor`.", e);
        }
    }

    private boolean judged(QualityBook book, ItemName item) throws IOException {
        if (!judged.contains(item) && book.work(item).flatMap(ItemWork::judged).isPresent()) {
            judged.add(item);
        }
        return judged.contains(item);
    }

    /// Looks them up anew at the next question.
    public void forget() {
        known = null;
    }
}
