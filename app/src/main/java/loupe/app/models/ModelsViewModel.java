package loupe.app.models;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.wiring.Workplace;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.trust.Decision;
import loupe.inference.trust.ModelRegister;

/// The models of the site; for the toolkit's thread. Every decision has a reason and is an entry of the log.
public final class ModelsViewModel {
    private final Workplace workplace;
    private final Background store;
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");

    /// @param store the thread the store is used on
    public ModelsViewModel(Workplace workplace, Background store) {
        this.workplace = workplace;
        this.store = store;
    }

    /// A version of a model.
    ///
    /// @param decision the last one about it
    /// @param runs whether it is the one that runs
    /// @param card of the version that runs; empty for others
    public record Line(Decision decision, boolean runs, Optional<ModelCard> card) {}

    /// Every version, as it stands now.
    public ObservableList<Line> lines() {
        return lines;
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Reads them.
    public void refresh() {
        store.run(this::read, lines::setAll, this::wrong);
    }

    private List<Line> read() throws IOException {
        ModelRegister register = workplace.models().register();
        List<ModelCard> cards = workplace.models().catalogue().models().stream().map(Model::card).toList();
        List<Line> out = new ArrayList<>();
        for (Decision d : register.current()) {
            boolean runs = register.active(d.modelId()).filter(d::equals).isPresent();
            out.add(new Line(d, runs, cards.stream()
                    .filter(c -> runs && c.id().equals(d.modelId()) && c.version().equals(d.version()))
                    .findFirst()));
        }
        return out;
    }

    /// Lets a version run from now on.
    public void trust(Decision d, String reason) {
        decide(reason, say("runs from now on"), () -> workplace.models().trust(d.modelId(), Optional.of(d.version()), reason.strip()));
    }

    /// Lets a version run no more.
    public void retire(Decision d, String reason) {
        decide(reason, say("runs no more"), () -> workplace.models().retire(d.modelId(), Optional.of(d.version()), reason.strip()));
    }

    /// Goes back to the version that was trusted before the one that runs.
    public void rollBack(Decision d, String reason) {
        decide(reason, say("runs again"), () -> workplace.models().rollBack(d.modelId(), reason.strip()));
    }

    private void decide(String reason, String done, Callable<Decision> step) {
        if (reason.isBlank()) {
            message.set(say("Say why; it is kept with the decision and in the log."));
            return;
        }
        store.run(
                step,
                d -> {
                    message.set(d.modelId() + " " + d.version() + " " + done + ".");
                    refresh();
                },
                this::wrong);
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }
}
