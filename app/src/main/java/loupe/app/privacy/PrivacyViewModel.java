package loupe.app.privacy;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.review.inventory.InventoryEntry;
import loupe.review.trail.Departure;
import loupe.review.trail.ReadLog;
import loupe.store.access.Permission;
import loupe.store.atna.Collector;

/// What is stored, what left and what the site says of it; for the toolkit's thread, the store is used beside it. To look at what left
/// reads the log, which is an entry of it.
public final class PrivacyViewModel {
    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final ObservableList<Departure> left = FXCollections.observableArrayList();
    private final ObservableList<InventoryEntry> inventory = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper stored = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper leaving = new ReadOnlyStringWrapper("");

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    public PrivacyViewModel(Workplace workplace, Background store, JobsViewModel jobs) {
        this.workplace = workplace;
        this.store = store;
        this.jobs = jobs;
    }

    /// What left, the latest first; nothing for an account that may not read the log.
    public ObservableList<Departure> left() {
        return left;
    }

    /// The site's inventory, by name.
    public ObservableList<InventoryEntry> inventory() {
        return inventory;
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How much is stored and how long it stays, in words.
    public ReadOnlyStringProperty storedProperty() {
        return stored.getReadOnlyProperty();
    }

    /// What left, in words.
    public ReadOnlyStringProperty leavingProperty() {
        return leaving.getReadOnlyProperty();
    }

    /// What the store says of itself.
    ///
    /// @param studies studies in it; empty for an account that may not list them
    /// @param images images of all of them
    /// @param keepDays days a study is kept at least; 0 for no period
    /// @param collector where log records are sent
    /// @param readsLog whether the account may read the log
    private record Facts(
            Optional<Integer> studies, int images, int keepDays, Optional<Collector> collector, List<InventoryEntry> inventory,
            boolean readsLog) {}

    /// Reads all of it.
    public void refresh() {
        store.run(this::facts, this::show, this::wrong);
    }

    private Facts facts() throws IOException {
        var me = workplace.store().accounts().present();
        boolean lists = me.may(Permission.LIST_STUDIES);
        List<StudySummary> studies = lists ? workplace.store().studies() : List.of();
        return new Facts(
                lists ? Optional.of(studies.size()) : Optional.empty(), studies.stream().mapToInt(StudySummary::instanceCount).sum(),
                workplace.store().lifecycle().policy().keepDays(),
                me.may(Permission.READ_SITE) ? workplace.store().outbox().collector() : Optional.empty(),
                me.may(Permission.READ_SITE) ? workplace.inventory().all() : List.of(), me.may(Permission.READ_LOG));
    }

    private void show(Facts f) {
        inventory.setAll(f.inventory);
        String much = f.studies.map(n -> say("Studies: {0}. Images: {1}. ", n, f.images)).orElse("");
        stored.set(much + (f.keepDays == 0
                ? say("No period is set: a study stays until somebody erases it.")
                : sayCount(f.keepDays, "A study stays at least {0} day, then until somebody erases it.",
                        "A study stays at least {0} days, then until somebody erases it.")));
        String collector = f.collector.map(c -> say("Log records go to the collector {0}.", c.host()))
                .orElse(say("No collector is settled: nothing leaves unless a person writes it out or sends it."));
        if (!f.readsLog) {
            leaving.set(say("{0} What was written out stands in the log; ask an auditor.", collector));
            return;
        }
        leaving.set(say("{0} The log is read …", collector));
        jobs.start(
                say("What left"), context -> new ReadLog(workplace.store()).departures(context), all -> {
                    left.setAll(all);
                    leaving.set(collector + " " + sayCount(all.size(), "{0} time something was written out.",
                            "{0} times something was written out."));
                },
                this::wrong);
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }
}
