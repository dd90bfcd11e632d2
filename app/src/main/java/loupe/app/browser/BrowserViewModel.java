package loupe.app.browser;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import loupe.app.fx.Background;
import loupe.review.hanging.BodyRegion;
import loupe.review.reading.ListBook;
import loupe.review.reading.ListChoice;
import loupe.review.reading.ReadingList;
import loupe.review.reading.SavedView;
import loupe.review.reading.StudyEntry;
import loupe.review.reading.StudyFilter;

/// The study list as it is shown; for the toolkit's thread. The store is read beside it.
public final class BrowserViewModel {
    private final Background reads;
    private final Source source;
    private final ObservableList<StudyRow> all = FXCollections.observableArrayList();
    private final FilteredList<StudyRow> shown = new FilteredList<>(all);
    /// Kept: it hears of changes only while somebody holds it, and so do those who listen to it.
    private final ObservableList<StudyRow> rows = FXCollections.unmodifiableObservableList(shown);
    private final StringProperty words = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<StudyFilter> filter = new ReadOnlyObjectWrapper<>(StudyFilter.ALL);
    private Optional<Only> those = Optional.empty();
    private final ReadOnlyObjectWrapper<Optional<Only>> only = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ListChoice> choice = new ReadOnlyObjectWrapper<>(ListChoice.USUAL);
    private final BooleanProperty working = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<StudyRow>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private List<StudyRow> several = List.of();
    private final Set<String> running = new HashSet<>();
    private boolean choiceRead;

    /// Where the list comes from.
    ///
    /// @param list the studies
    /// @param book how the account has the list
    /// @param account the account at work
    public record Source(ReadingList list, ListBook book, String account) {}

    /// @param reads where the store is called
    public BrowserViewModel(Source source, Background reads) {
        this.source = source;
        this.reads = reads;
        words.addListener((o, before, now) -> narrow(filter.get().withWords(now)));
    }

    /// The rows that fit the filter, in reading order.
    public ObservableList<StudyRow> rows() {
        return rows;
    }

    /// How many studies there are, fitting or not.
    public int size() {
        return all.size();
    }

    /// Words every shown row has.
    public StringProperty filterProperty() {
        return words;
    }

    /// Which studies are shown.
    ReadOnlyObjectProperty<StudyFilter> narrowedProperty() {
        return filter.getReadOnlyProperty();
    }

    /// Shows other studies.
    void narrow(StudyFilter next) {
        shown.setPredicate(next.equals(StudyFilter.ALL) && those.isEmpty()
                ? null
                : r -> those.filter(o -> !o.studyUids.contains(r.study().studyUid())).isEmpty() && next.fits(r.line(), source.account));
        // Who hears of the filter counts the rows that fit it.
        filter.set(next);
        if (!words.get().equals(next.words())) {
            words.set(next.words());
        }
    }

    /// The studies behind a number.
    ///
    /// @param words what the number counts, for people
    /// @param studyUids of the studies
    public record Only(String words, Set<String> studyUids) {
        /// Copies the set.
        public Only {
            studyUids = Set.copyOf(studyUids);
        }
    }

    /// The studies that alone are shown; empty for all that fit the filter.
    ReadOnlyObjectProperty<Optional<Only>> onlyProperty() {
        return only.getReadOnlyProperty();
    }

    /// Shows certain studies alone, whatever was filtered before; taking every filter away shows all again.
    public void only(Only those) {
        this.those = Optional.of(those);
        narrow(StudyFilter.ALL);
        only.set(this.those);
    }

    /// Takes every filter away.
    void all() {
        those = Optional.empty();
        narrow(StudyFilter.ALL);
        only.set(those);
    }

    /// How the account has the list.
    ReadOnlyObjectProperty<ListChoice> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /// Has the list otherwise; it counts at once and is kept beside the toolkit's thread.
    ///
    /// @param next gives the choice as it is to be
    /// @return why that cannot be, as a sentence; empty if it can
    Optional<String> change(UnaryOperator<ListChoice> next) {
        try {
            ListChoice changed = next.apply(choice.get());
            if (!changed.equals(choice.get())) {
                choice.set(changed);
                reads.run(() -> source.book.keep(changed), unused -> {});
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Looks at the list as a saved view says.
    void use(SavedView view) {
        narrow(view.filter());
        change(c -> c.withColumns(view.columns()));
    }

    /// The modalities that are there, sorted.
    List<String> modalities() {
        return all.stream()
                .flatMap(r -> Arrays.stream(r.study().modalities().split("\\\\")))
                .filter(m -> !m.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    /// The regions that are there, in the order of the body.
    List<BodyRegion> regions() {
        return all.stream().flatMap(r -> r.entry().regions().stream()).distinct().sorted().toList();
    }

    /// The account at work.
    String account() {
        return source.account;
    }

    /// Whether a job is under way that may bring studies.
    public BooleanProperty workingProperty() {
        return working;
    }

    /// Says on which studies models run now.
    ///
    /// @param now whether they do
    public void running(List<String> studyUids, boolean now) {
        if (now) {
            running.addAll(studyUids);
        } else {
            studyUids.forEach(running::remove);
        }
        Set<String> changed = Set.copyOf(studyUids);
        for (int i = 0; i < all.size(); i++) {
            StudyRow r = all.get(i);
            if (changed.contains(r.study().studyUid())) {
                all.set(i, row(r.entry(), running));
            }
        }
    }

    /// The row in hand.
    public ReadOnlyObjectProperty<Optional<StudyRow>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Every chosen row, the one in hand among them.
    public List<StudyRow> several() {
        return several;
    }

    /// Takes rows in hand.
    ///
    /// @param row the one that is opened; empty for none
    /// @param more all that are chosen
    void choose(Optional<StudyRow> row, List<StudyRow> more) {
        several = List.copyOf(more);
        chosen.set(row);
    }

    /// Forgets every row, as a lock does.
    public void clear() {
        those = Optional.empty();
        narrow(filter.get());
        only.set(those);
        choose(Optional.empty(), List.of());
        all.clear();
        running.clear();
        choiceRead = false;
    }

    /// What one look into the store gives.
    private record Look(List<StudyRow> rows, Optional<ListChoice> choice) {}

    /// Reads the list anew.
    ///
    /// @param then told when it is there
    public void refresh(Runnable then) {
        boolean first = !choiceRead;
        choiceRead = true;
        Set<String> busy = Set.copyOf(running);
        reads.run(() -> look(first, busy), look -> {
            look.choice.ifPresent(choice::set);
            all.setAll(running.equals(busy) ? look.rows : look.rows.stream().map(r -> row(r.entry(), running)).toList());
            then.run();
        });
    }

    private Look look(boolean first, Set<String> busy) throws IOException {
        Optional<ListChoice> kept = first ? Optional.of(source.book.choice()) : Optional.empty();
        return new Look(source.list.entries().stream().map(e -> row(e, busy)).toList(), kept);
    }

    private StudyRow row(StudyEntry e, Set<String> busy) {
        return StudyRow.of(e, busy.contains(e.study().studyUid()), source.account);
    }

    /// Number of a study in order of import, from 1; 0 where the list has it no more.
    public int number(String studyUid) {
        return all.stream().filter(r -> r.study().studyUid().equals(studyUid)).mapToInt(StudyRow::number).findFirst().orElse(0);
    }

    /// UID of the study of a number.
    ///
    /// @param number in order of import, from 1
    public Optional<String> uid(int number) {
        return all.stream().filter(r -> r.number() == number).map(r -> r.study().studyUid()).findFirst();
    }

    /// The UIDs of every chosen study, in the order of the list.
    public List<String> severalUids() {
        Set<String> taken = new HashSet<>();
        several.forEach(r -> taken.add(r.study().studyUid()));
        return Stream.concat(shown.stream(), several.stream())
                .map(r -> r.study().studyUid())
                .filter(taken::contains)
                .distinct()
                .toList();
    }
}
