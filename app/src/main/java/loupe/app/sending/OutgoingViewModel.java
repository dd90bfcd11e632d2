package loupe.app.sending;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.review.sending.Outgoing;
import loupe.review.sending.SendResults;

/// Results on their way to nodes: sent, tried again, told of; for the toolkit's thread, the store is used beside it. To send is a job that
/// can be cancelled.
public final class OutgoingViewModel {
    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final ToIntFunction<String> number;
    private final Runnable changed;
    private final List<String> refused = new ArrayList<>();
    private final ObservableList<Outgoing> all = FXCollections.observableArrayList();
    private final ObservableList<Node> nodes = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    /// @param number the number of a study in the list
    /// @param changed told when something was sent
    public OutgoingViewModel(
            Workplace workplace, Background store, JobsViewModel jobs, ToIntFunction<String> number, Runnable changed) {
        this.workplace = workplace;
        this.store = store;
        this.jobs = jobs;
        this.number = number;
        this.changed = changed;
    }

    /// Every sending, those that are not done first, then the newest.
    public ObservableList<Outgoing> all() {
        return all;
    }

    /// Nodes that results can be sent to.
    public ObservableList<Node> nodes() {
        return nodes;
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// How many are done and not, in words.
    public ReadOnlyStringProperty countsProperty() {
        return counts.getReadOnlyProperty();
    }

    private record Read(List<Outgoing> all, List<Node> nodes) {}

    /// Reads what was sent, and where it can be sent.
    public void refresh() {
        store.run(
                () -> new Read(
                        workplace.outgoing().all().stream()
                                .sorted(Comparator.comparing(Outgoing::done).thenComparing(Outgoing::at, Comparator.reverseOrder()))
                                .toList(),
                        workplace.nodes().all().stream().filter(n -> n.kind() != NodeKind.OFF).toList()),
                this::read,
                this::wrong);
    }

    private void read(Read r) {
        all.setAll(r.all);
        nodes.setAll(r.nodes);
        long done = r.all.stream().filter(Outgoing::done).count();
        counts.set(r.all.isEmpty()
                ? say("Nothing was sent yet. Choose a sealed study in the list and send its results.")
                : say("{0} sent, {1} not yet.", done, r.all.size() - done));
    }

    /// Sends results of sealed studies, one after another; one that cannot be sent keeps none of the others from it.
    ///
    /// @param studies pseudonymous Study Instance UIDs
    public void send(List<String> studies, Node node, String reason) {
        refused.clear();
        message.set(sayCount(studies.size(), "The results of {0} study are sent …", "The results of {0} studies are sent …"));
        for (String study : studies) {
            each(study, node, (sending, context) -> sending.run(study, node, reason, context));
        }
    }

    /// Tries again what did not arrive, each on its own.
    public void again(List<Outgoing> chosen) {
        List<Outgoing> waiting = chosen.stream().filter(o -> !o.done()).toList();
        if (waiting.isEmpty()) {
            message.set(say("Nothing of what is chosen waits."));
            return;
        }
        refused.clear();
        message.set(sayCount(waiting.size(), "{0} is tried again …", "{0} are tried again …"));
        for (Outgoing o : waiting) {
            store.run(
                    () -> workplace.nodes().open(o.node()),
                    node -> each(o.study(), node, (sending, context) -> sending.again(o, node, context)),
                    fault -> refused(o.study(), fault));
        }
    }

    private interface Step {
        Outgoing go(SendResults sending, JobContext context) throws IOException;
    }

    private void each(String study, Node node, Step step) {
        jobs.start(
                say("Send to {0}", node.name()),
                context -> workplace.listening().whereItCan(node, listener -> {
                    SendResults sending = workplace.sending(workplace.peers());
                    return step.go(listener.map(sending::committing).orElse(sending), context);
                }),
                this::went,
                fault -> {
                    refused(study, fault);
                    refresh();
                });
    }

    /// One that cannot be sent is told with its number, beside the others.
    private void refused(String study, Throwable fault) {
        refused.add(say("Study {0}: {1}", number.applyAsInt(study), FaultText.of(fault)));
        message.set(String.join("\n", refused));
    }

    private void went(Outgoing o) {
        refresh();
        changed.run();
        if (!refused.isEmpty()) {
            return;
        }
        long kept = o.instances().stream().filter(i -> i.progress() == Outgoing.Progress.COMMITTED).count();
        long waits = o.instances().stream().filter(i -> i.progress() == Outgoing.Progress.WAITING).count();
        long n = o.instances().stream().filter(i -> i.progress() != Outgoing.Progress.WITHHELD).count();
        long there = n - waits;
        message.set(!o.problem().isEmpty()
                ? say("Not sent: {0}", o.problem())
                : there < n
                        ? say("{0} of {1} objects arrived at {2}; why not is said below.", there, n, o.node())
                        : kept == n
                                ? say("Sent: {0} keeps all {1} objects for good.", o.node(), n)
                                : say("Sent: {0} stored all {1} objects.", o.node(), n));
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }
}
