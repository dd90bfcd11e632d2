package loupe.app.browser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import loupe.core.study.StudySummary;
import loupe.review.worklist.Worklist;

/// The study list as it is shown; for the toolkit's thread.
public final class BrowserViewModel {
    private final Background reads;
    private final Worklist worklist;
    private final ObservableList<StudyRow> all = FXCollections.observableArrayList();
    private final FilteredList<StudyRow> shown = new FilteredList<>(all);
    /// Kept: it hears of changes only while somebody holds it, and so do those who listen to it.
    private final ObservableList<StudyRow> rows = FXCollections.unmodifiableObservableList(shown);
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty working = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<StudyRow>> chosen = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param worklist the studies
    /// @param reads where the store is called
    public BrowserViewModel(Worklist worklist, Background reads) {
        this.worklist = worklist;
        this.reads = reads;
        filter.addListener((o, before, now) -> shown.setPredicate(r -> r.fits(now)));
    }

    /// The rows that fit the filter, those to review first.
    public ObservableList<StudyRow> rows() {
        return rows;
    }

    /// How many studies there are, fitting or not.
    public int size() {
        return all.size();
    }

    /// Words every shown row has.
    public StringProperty filterProperty() {
        return filter;
    }

    /// Whether a job is under way that may bring studies.
    public BooleanProperty workingProperty() {
        return working;
    }

    /// The row in hand.
    public ReadOnlyObjectProperty<Optional<StudyRow>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Takes a row in hand, or none.
    public void choose(Optional<StudyRow> row) {
        chosen.set(row);
    }

    /// Forgets every row, as a lock does.
    public void clear() {
        chosen.set(Optional.empty());
        all.clear();
    }

    /// Reads the list anew.
    ///
    /// @param then told when it is there
    public void refresh(Runnable then) {
        reads.run(this::read, rows -> {
            all.setAll(rows);
            then.run();
        });
    }

    private List<StudyRow> read() throws IOException {
        List<StudyRow> out = new ArrayList<>();
        for (StudySummary s : worklist.studies()) {
            out.add(new StudyRow(worklist.numberOf(s.studyUid()), s));
        }
        return out;
    }
}
