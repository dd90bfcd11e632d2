package loupe.app.twice;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.twice.DifferenceInHand.Step;
import loupe.review.edit.Adjudicated.Reason;
import loupe.review.twice.DoubleReads;
import loupe.review.twice.ReadVersion;
import loupe.review.twice.ShownDifference;
import loupe.review.twice.ShownDifference.Choice;

/// What two readers of a study differ in, settled one after another; for the toolkit's thread, the store is used beside it. Each ruling
/// is kept at once; it may be given again until the last one is given.
public final class DifferencesViewModel {
    private final DoubleReads reads;
    private final String studyUid;
    private final Background store;
    private final ReadOnlyObjectWrapper<Optional<DifferenceInHand>> inHand = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.BOTH);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private List<ShownDifference> all = List.of();
    private boolean busy;
    private Runnable onSettled = () -> {};

    /// Which versions lie over the images.
    public enum Shown {
        BOTH,
        A,
        B;

        Shown next() {
            return values()[(ordinal() + 1) % values().length];
        }
    }

    /// @param store the thread the store is used on
    public DifferencesViewModel(DoubleReads reads, String studyUid, Background store) {
        this.reads = reads;
        this.studyUid = studyUid;
        this.store = store;
    }

    /// The study whose differences these are.
    public String studyUid() {
        return studyUid;
    }

    /// The difference that is looked at; empty before they are read.
    public ReadOnlyObjectProperty<Optional<DifferenceInHand>> inHandProperty() {
        return inHand.getReadOnlyProperty();
    }

    /// Which versions lie over the images.
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Told once every difference is settled.
    public void onSettled(Runnable listener) {
        onSettled = listener;
    }

    /// Reads the differences; the first that is not settled comes in hand.
    public void begin() {
        busy = true;
        store.run(() -> reads.differences(studyUid), d -> read(d, 0), this::wrong);
    }

    private void read(List<ShownDifference> read, int from) {
        busy = false;
        all = read;
        if (read.isEmpty()) {
            inHand.set(Optional.empty());
            onSettled.run();
            return;
        }
        int open = IntStream.range(0, read.size())
                .map(i -> (from + i) % read.size())
                .filter(i -> read.get(i).ruled().isEmpty())
                .findFirst()
                .orElse(0);
        take(open);
    }

    private void take(int index) {
        int settled = (int) all.stream().filter(d -> d.ruled().isPresent()).count();
        shown.set(Shown.BOTH);
        inHand.set(Optional.of(DifferenceInHand.at(all.get(index), all.size(), settled)));
    }

    /// Takes the difference some places further in hand.
    public void next(int step) {
        inHand.get().filter(d -> !busy).ifPresent(d -> {
            message.set("");
            take(Math.floorMod(d.difference().number() - 1 + step, all.size()));
        });
    }

    /// Shows both versions, A alone, then B alone.
    public void toggleShown() {
        shown.set(shown.get().next());
    }

    /// Says that one of both versions, both or neither stands; the reason is asked next.
    public void choose(Choice choice) {
        choose(choice, "");
    }

    /// Says that a finding of the adjudicator's own stands; the reason is asked next.
    ///
    /// @param own its id, such as `M1`
    public void chooseOwn(String own) {
        choose(Choice.OWN, own);
    }

    /// Says which of the adjudicator's own findings it is.
    public void own(String id) {
        inHand.get().filter(d -> !busy && d.choice().filter(Choice.OWN::equals).isPresent())
                .ifPresent(d -> inHand.set(Optional.of(d.with(Choice.OWN, id))));
    }

    private void choose(Choice choice, String own) {
        inHand.get().filter(d -> !busy).ifPresent(d -> {
            if (choice == Choice.BOTH && !twoOutlines(d.difference())) {
                message.set(say("Both stand as two findings only where both readers outlined something; choose a version."));
                return;
            }
            message.set("");
            inHand.set(Optional.of(d.with(choice, own)));
        });
    }

    /// Whether both readers outlined something, so that both can stand.
    static boolean twoOutlines(ShownDifference d) {
        return d.a().flatMap(ReadVersion::mask).isPresent() && d.b().flatMap(ReadVersion::mask).isPresent();
    }

    /// Thinks better of what stands.
    public void again() {
        inHand.get().filter(d -> !busy).ifPresent(d -> inHand.set(Optional.of(d.again())));
    }

    /// Says why; what another reason is, is asked in words.
    public void because(Reason reason) {
        inHand.get().filter(d -> !busy && d.step() != Step.CHOICE).ifPresent(d -> {
            if (reason == Reason.OTHER) {
                inHand.set(Optional.of(d.asked(Step.NOTE)));
            } else {
                settle(d, reason, "");
            }
        });
    }

    /// Says what the other reason is.
    public void note(String words) {
        inHand.get().filter(d -> !busy && d.step() == Step.NOTE).ifPresent(d -> {
            if (words.isBlank()) {
                message.set(say("Say in a few words what the other reason is."));
            } else {
                settle(d, Reason.OTHER, words);
            }
        });
    }

    private void settle(DifferenceInHand d, Reason reason, String note) {
        d.choice().ifPresent(choice -> {
            busy = true;
            message.set("");
            int number = d.difference().number();
            store.run(
                    () -> {
                        int left = reads.settle(studyUid, new DoubleReads.Rule(number, choice, reason, note, d.own()));
                        return left == 0 ? List.<ShownDifference>of() : reads.differences(studyUid);
                    },
                    read -> read(read, number), this::wrong);
        });
    }

    private void wrong(Throwable fault) {
        busy = false;
        message.set(FaultText.of(fault));
    }
}
