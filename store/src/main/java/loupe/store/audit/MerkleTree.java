package loupe.store.audit;

import java.util.ArrayList;
import java.util.List;
import loupe.core.digest.Sha256;

/// The Merkle tree of RFC 6962 section 2.1 over the log's records, kept as its leaf hashes.
///
/// 32 bytes a record stay in memory; the root costs a logarithm, a proof costs a walk over the leaves it covers.
public final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final List<byte[]> leaves = new ArrayList<>();
    /// Roots of the complete subtrees the size falls into, largest first.
    private final List<byte[]> frontier = new ArrayList<>();

    /// Hash of a leaf: SHA-256(0x00 ‖ record).
    public static byte[] leaf(byte[] record) {
        return Sha256.of(LEAF, record);
    }

    /// Hash of a node: SHA-256(0x01 ‖ left ‖ right).
    static byte[] node(byte[] left, byte[] right) {
        return Sha256.of(NODE, left, right);
    }

    /// Adds a leaf hash.
    public void add(byte[] leaf) {
        leaves.add(leaf.clone());
        byte[] carry = leaf.clone();
        for (long n = leaves.size() - 1; (n & 1) == 1; n >>= 1) {
            carry = node(frontier.removeLast(), carry);
        }
        frontier.add(carry);
    }

    /// Number of leaves.
    public int size() {
        return leaves.size();
    }

    /// The root; of the empty tree SHA-256 of nothing.
    public byte[] root() {
        if (frontier.isEmpty()) {
            return Sha256.of();
        }
        byte[] root = frontier.getLast();
        for (int i = frontier.size() - 2; i >= 0; i--) {
            root = node(frontier.get(i), root);
        }
        return root.clone();
    }

    /// The root there would be with one leaf more.
    byte[] rootWith(byte[] leaf) {
        byte[] root = leaf;
        for (int i = frontier.size() - 1; i >= 0; i--) {
            root = node(frontier.get(i), root);
        }
        return root;
    }

    /// The audit path of a leaf (RFC 6962 section 2.1.1), nearest sibling first.
    ///
    /// @throws IndexOutOfBoundsException where there is no such leaf
    public List<byte[]> inclusionProof(int leaf) {
        java.util.Objects.checkIndex(leaf, leaves.size());
        return path(leaf, 0, leaves.size());
    }

    private List<byte[]> path(int leaf, int from, int to) {
        if (to - from == 1) {
            return new ArrayList<>();
        }
        int split = from + split(to - from);
        List<byte[]> out = leaf < split ? path(leaf, from, split) : path(leaf, split, to);
        out.add(leaf < split ? hash(split, to) : hash(from, split));
        return out;
    }

    /// The proof that the first leaves are a prefix (RFC 6962 section 2.1.2).
    ///
    /// @param oldSize size of the smaller tree, at least 1
    public List<byte[]> consistencyProof(int oldSize) {
        if (oldSize < 1 || oldSize > leaves.size()) {
            throw new IndexOutOfBoundsException("oldSize must be 1 to " + leaves.size() + ", was " + oldSize);
        }
        return subproof(oldSize, 0, leaves.size(), true);
    }

    private List<byte[]> subproof(int old, int from, int to, boolean whole) {
        List<byte[]> out = new ArrayList<>();
        int n = to - from;
        if (old == n) {
            if (!whole) {
                out.add(hash(from, to));
            }
            return out;
        }
        int k = split(n);
        if (old <= k) {
            out.addAll(subproof(old, from, from + k, whole));
            out.add(hash(from + k, to));
        } else {
            out.addAll(subproof(old - k, from + k, to, false));
            out.add(hash(from, from + k));
        }
        return out;
    }

    private byte[] hash(int from, int to) {
        if (to - from == 1) {
            return leaves.get(from).clone();
        }
        int split = from + split(to - from);
        return node(hash(from, split), hash(split, to));
    }

    /// The largest power of two below n.
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
