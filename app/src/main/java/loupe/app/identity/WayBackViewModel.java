package loupe.app.identity;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.core.study.StudySummary;
import loupe.review.identity.WayBack;

/// Looks from an original number to its studies, or from a pseudonym to the person; for the toolkit's thread, the store is used beside
/// it. What was found is here while the page is open, and nowhere else.
public final class WayBackViewModel {
    private final WayBack way;
    private final Background store;
    private final ObservableList<StudySummary> studies = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Person>> person = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private boolean left;

    /// Who it is, as it is shown.
    ///
    /// @param pseudonym in this store
    /// @param lines name, birth date, number and issuer, as far as they are kept; none where the site keeps nothing
    public record Person(String pseudonym, List<String> lines) {
        /// Copies the list.
        public Person {
            lines = List.copyOf(lines);
        }

        /// Says nothing.
        @Override
        public String toString() {
            return "Person";
        }
    }

    /// @param store the thread the store is used on
    public WayBackViewModel(WayBack way, Background store) {
        this.way = way;
        this.store = store;
    }

    /// The studies that were found.
    public ObservableList<StudySummary> studies() {
        return studies;
    }

    /// Who it is; empty before something was found.
    public ReadOnlyObjectProperty<Optional<Person>> personProperty() {
        return person.getReadOnlyProperty();
    }

    /// What became of the last look.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Looks; what was found before is gone.
    public void look(WayBack.Question q) {
        forget();
        message.set(say("Looking …"));
        store.run(() -> way.look(q), this::found, fault -> message.set(FaultText.of(fault)));
    }

    /// What comes after the page was left is not taken.
    private void found(WayBack.Found f) {
        if (left) {
            return;
        }
        studies.setAll(f.studies());
        if (!f.pseudonym().isEmpty()) {
            person.set(Optional.of(new Person(f.pseudonym(), f.who()
                    .map(i -> List.of(i.name(), i.birthDate(), i.patientId(), i.issuer()).stream().filter(s -> !s.isBlank()).toList())
                    .orElse(List.of()))));
        }
        message.set(f.studies().isEmpty()
                ? say("No study of this store was found. The look is in the log.")
                : sayCount(f.studies().size(), "{0} study. The look is in the log.", "{0} studies. The look is in the log."));
    }

    /// Lets go of what was found.
    public void forget() {
        studies.clear();
        person.set(Optional.empty());
        message.set("");
    }

    /// The page is left: nothing of it stays.
    public void leave() {
        left = true;
        forget();
    }
}
