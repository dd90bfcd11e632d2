package loupe.app.nodes;

import static loupe.app.text.Words.say;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.app.jobs.JobsViewModel;
import loupe.app.wiring.NodeTrial;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
import loupe.review.ReviewException;
import loupe.review.node.OwnAddress;

/// A site's nodes: added, changed, taken out, tried; for the toolkit's thread, the store is used beside it.
public final class NodesViewModel {
    private final Workplace workplace;
    private final Background store;
    private final JobsViewModel jobs;
    private final ObservableList<NodeLine> nodes = FXCollections.observableArrayList();
    private final Map<String, String> tried = new HashMap<>();
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<OwnAddress>> own = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// @param store the thread the store is used on
    /// @param jobs runs what takes long
    public NodesViewModel(Workplace workplace, Background store, JobsViewModel jobs) {
        this.workplace = workplace;
        this.store = store;
        this.jobs = jobs;
    }

    /// A node as it is shown.
    ///
    /// @param node the node
    /// @param said what trying it came to; empty while it was not tried
    public record NodeLine(Node node, String said) {}

    /// All nodes, by name.
    public ObservableList<NodeLine> nodes() {
        return nodes;
    }

    /// What became of the last step.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// Where this machine listens while it works with a node.
    public ReadOnlyObjectProperty<Optional<OwnAddress>> ownProperty() {
        return own.getReadOnlyProperty();
    }

    private record Read(List<Node> nodes, Optional<OwnAddress> own) {}

    /// Reads them.
    public void refresh() {
        store.run(() -> new Read(workplace.nodes().all(), workplace.listening().at()), this::read, this::wrong);
    }

    private void read(Read r) {
        own.set(r.own);
        nodes.setAll(r.nodes.stream().map(n -> new NodeLine(n, tried.getOrDefault(n.name(), ""))).toList());
    }

    /// Keeps what was typed, in place of the node of that name.
    ///
    /// @param before the node that is changed; empty for a new one
    /// @param then takes the node as it is kept
    void keep(NodeDraft draft, Optional<Node> before, Consumer<Node> then) {
        store.run(
                () -> {
                    Node node = draft.node(before);
                    workplace.nodes().put(node);
                    return node;
                },
                node -> {
                    tried.remove(node.name());
                    message.set(say("{0} is kept. Try it, to see whether it answers.", node.name()));
                    then.accept(node);
                    refresh();
                },
                this::wrong);
    }

    /// Takes a node out.
    void remove(Node node) {
        store.run(
                () -> {
                    workplace.nodes().remove(node.name());
                    return true;
                },
                done -> {
                    tried.remove(node.name());
                    message.set(say("{0} is taken out.", node.name()));
                    refresh();
                },
                this::wrong);
    }

    /// Tries each way to a node.
    void tryOut(Node node) {
        message.set(say("{0} is tried …", node.name()));
        jobs.start(
                say("Trying {0}", node.name()), context -> NodeTrial.of(node, context),
                all -> {
                    String said = all.stream()
                            .map(t -> t.way() + ": " + (t.well() ? say("it answers") : t.whyNot()))
                            .collect(Collectors.joining("\n"));
                    tried.put(node.name(), said);
                    message.set(all.stream().allMatch(NodeTrial::well)
                            ? say("{0} answers.", node.name())
                            : say("{0} does not answer in every way; why is said beside it.", node.name()));
                    refresh();
                },
                this::wrong);
    }

    /// Has this machine listen somewhere from now on, or nowhere.
    ///
    /// @param host local address; empty for 127.0.0.1
    /// @param port empty for nowhere
    void listen(String host, String port) {
        store.run(
                () -> {
                    OwnAddress.keep(workplace.store(), address(host.strip(), port.strip()));
                    return true;
                },
                done -> {
                    message.set(port.isBlank()
                            ? say("This machine listens nowhere: studies come by C-GET and DICOMweb alone, and no node is asked to keep"
                                    + " results for good.")
                            : say("This machine listens while it works with a node. Tell the node's administrator its title, address and port."));
                    refresh();
                },
                this::wrong);
    }

    private static Optional<OwnAddress> address(String host, String port) throws ReviewException {
        if (port.isEmpty()) {
            return Optional.empty();
        }
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
            throw new ReviewException(say("a port is a number from 1 to 65535"));
        }
        return Optional.of(new OwnAddress(host.isEmpty() ? "127.0.0.1" : host, Integer.parseInt(port)));
    }

    private void wrong(Throwable fault) {
        message.set(FaultText.of(fault));
    }
}
