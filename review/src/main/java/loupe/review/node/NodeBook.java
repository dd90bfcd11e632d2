package loupe.review.node;

import java.io.IOException;
import java.util.List;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.review.ReviewException;
import loupe.review.account.KeptByAccount;
import loupe.review.account.KeptByName;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// A site's nodes. Every change is a new version and an event in the log; who changes them must be allowed to change the site.
/// Passwords, tokens and keys lie encrypted with them. Not for the toolkit's thread.
public final class NodeBook {
    private final KeptByName<KeptNode> kept;

    /// The nodes in a store.
    public NodeBook(Store store) {
        this.kept = new KeptByName<>(store, SiteKind.NODES, new KeptByAccount.Form<>("node", 1, KeptNode.class));
    }

    /// Keeps a node, in place of what stood under its name.
    ///
    /// @throws IOException if the store fails or the account may not
    public void put(Node node) throws IOException {
        kept.put(node.name(), KeptNode.of(node));
    }

    /// Takes a node out. Older versions stay, encrypted, with their keys and passwords, and open for who may change the site alone: a
    /// password or key that must not be used any more is renewed where it is known.
    ///
    /// @throws ReviewException where there is none of that name
    /// @throws IOException if the store fails or the account may not
    public void remove(String name) throws IOException {
        node(name);
        kept.remove(name);
    }

    /// A node that may be spoken with.
    ///
    /// @throws ReviewException where there is none of that name, or it is switched off
    /// @throws IOException if the store fails
    public Node open(String name) throws IOException {
        Node n = node(name);
        if (n.kind() == NodeKind.OFF) {
            throw new ReviewException("the node " + name + " is switched off; an administrator switches it on with `loupe node add`");
        }
        return n;
    }

    /// A node, switched off or not.
    ///
    /// @throws ReviewException where there is none of that name
    /// @throws IOException if the store fails
    public Node node(String name) throws IOException {
        return kept.find(name).map(KeptNode::node).orElseThrow(() -> new ReviewException("there is no node of that name; `loupe node list` shows all"));
    }

    /// All nodes, by name.
    ///
    /// @throws IOException if the store fails or a node is damaged
    public List<Node> all() throws IOException {
        return kept.all().stream().map(KeptNode::node).toList();
    }
}
