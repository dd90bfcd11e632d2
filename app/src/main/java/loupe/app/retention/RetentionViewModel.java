package loupe.app.retention;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.review.retention.KeptStudy;
import loupe.review.retention.KeptStudy.Standing;
import loupe.review.retention.Retention;

/// What is due, held and kept, and the steps on it; for the toolkit's thread, the store is used beside it. To erase is a job that can be
/// cancelled between groups of studies.
public final class RetentionViewModel {
    private final Retention retention;
    private final Background store;
    private final JobsViewModel jobs;
    private final ObservableList<KeptStudy> studies = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper keepDays = new ReadOnlyIntegerWrapper();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    public RetentionViewModel(Retention retention, Background store, JobsViewModel jobs) {
        this.retention = retention;
        this.store = store;
        this.jobs = jobs;
    }

    /// Every study, those that are due first.
    public ObservableList<KeptStudy> studies() {
        return studies;
    }

    /// How many days a study is kept at least; 0 where the site has set no period.
    public ReadOnlyIntegerProperty keepDaysProperty() {
        return keepDays.getReadOnlyProperty();
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How many studies are due, held and kept, in words.
    public ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    private record Read(int keepDays, List<KeptStudy> studies) {}

    /// Reads how long each study is kept.
    public void refresh() {
        store.run(() -> new Read(retention.keepDays(), retention.studies()), this::read, this::wrong);
    }

    private void read(Read r) {
        keepDays.set(r.keepDays);
        studies.setAll(r.studies);
        String period = r.keepDays == 0
                ? say("The site has set no period: nothing is due.")
                : sayCount(r.keepDays, "Studies are kept at least {0} day.", "Studies are kept at least {0} days.");
        counts.set(say("{0} {1} due, {2} on hold, {3} in all.", period, count(Standing.DUE), count(Standing.HELD), r.studies.size()));
    }

    private long count(Standing of) {
        return studies.stream().filter(s -> s.standing() == of).count();
    }

    /// Sets how many days a study is kept at least.
    public void keep(String days) {
        String typed = days.strip();
        if (!typed.matches("[0-9]{1,6}")) {
            message.set(say("Type a number of days; 0 sets no period."));
            return;
        }
        step(() -> retention.keep(Integer.parseInt(typed)), say("The period is set. It is in the log."));
    }

    /// Puts studies under legal hold, or lifts it.
    public void hold(List<KeptStudy> chosen, boolean held, String reason) {
        if (some(chosen)) {
            step(() -> retention.hold(uids(chosen), held, reason),
                    held ? say("On hold: nobody erases what you chose before the hold is lifted.") : say("The hold is lifted."));
        }
    }

    /// Lets another account erase studies, for a time.
    public void approve(List<KeptStudy> chosen, String account) {
        if (!some(chosen)) {
            return;
        }
        if (account.isBlank()) {
            message.set(say("Name the other account, which erases."));
            return;
        }
        store.run(
                () -> retention.approve(uids(chosen), account),
                until -> {
                    message.set(say("Approved until {0} (UTC).", until));
                    refresh();
                },
                this::wrong);
    }

    /// Erases studies that are due.
    public void erase(List<KeptStudy> chosen, String reason) {
        message.set(say("What is due is erased …"));
        jobs.start(
                say("Erasing"), context -> retention.erase(uids(chosen), reason, context),
                done -> {
                    message.set(sayCount(done.studies(), "{0} study erased. Make a new backup. ", "{0} studies erased. Make a new backup. ")
                            + told(done.warning()));
                    refresh();
                },
                fault -> {
                    wrong(fault);
                    refresh();
                });
    }

    /// Says that nothing that is due is chosen.
    void none() {
        message.set(say("Choose studies that are due first."));
    }

    private boolean some(List<KeptStudy> chosen) {
        if (chosen.isEmpty()) {
            message.set(say("Choose studies first."));
        }
        return !chosen.isEmpty();
    }

    private static List<String> uids(List<KeptStudy> chosen) {
        return chosen.stream().map(k -> k.study().studyUid()).toList();
    }

    /// A step on the store.
    private interface Step {
        void run() throws Exception;
    }

    private void step(Step does, String then) {
        store.run(
                () -> {
                    does.run();
                    return true;
                },
                done -> {
                    message.set(then);
                    refresh();
                },
                this::wrong);
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }
}
