package loupe.store.audit;

import loupe.core.digest.Sha256;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Roots are those of the Certificate Transparency project's reference test data; proofs are checked by the verifying
/// algorithms of RFC 9162 (2.1.3.2 and 2.1.4.2), which share no code with the tree.
class MerkleTreeTest {
    private static final List<String> LEAVES = List.of(
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static MerkleTree tree(int size) {
        MerkleTree t = new MerkleTree();
        for (int i = 0; i < size; i++) {
            byte[] record = i < LEAVES.size() ? HexFormat.of().parseHex(LEAVES.get(i)) : new byte[] {(byte) i, 99};
            t.add(MerkleTree.leaf(record));
        }
        return t;
    }

    @Test
    void has_the_reference_roots() {
        for (int n = 1; n <= 8; n++) {
            assertThat(HexFormat.of().formatHex(tree(n).root())).isEqualTo(ROOTS.get(n - 1));
        }
    }

    @Test
    void proves_every_leaf_of_every_tree_and_no_other() {
        for (int n = 1; n <= 20; n++) {
            MerkleTree t = tree(n);
            for (int i = 0; i < n; i++) {
                byte[] leaf = MerkleTree.leaf(i < 8 ? HexFormat.of().parseHex(LEAVES.get(i)) : new byte[] {(byte) i, 99});
                assertThat(included(leaf, i, n, t.inclusionProof(i), t.root())).isTrue();
                assertThat(included(MerkleTree.leaf(new byte[] {1, 2, 3}), i, n, t.inclusionProof(i), t.root()))
                        .isFalse();
            }
        }
    }

    @Test
    void proves_that_every_smaller_tree_is_a_prefix_and_no_other() {
        for (int n = 1; n <= 20; n++) {
            for (int m = 1; m <= n; m++) {
                List<byte[]> proof = tree(n).consistencyProof(m);
                assertThat(consistent(m, n, proof, tree(m).root(), tree(n).root())).isTrue();
                byte[] other = tree(m).root();
                other[0] ^= 1;
                assertThat(consistent(m, n, proof, other, tree(n).root())).isFalse();
            }
        }
    }

    private static byte[] node(byte[] l, byte[] r) {
        return Sha256.of(new byte[] {1}, l, r);
    }

    private static boolean included(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : path) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = node(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = node(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, root);
    }

    private static boolean consistent(long first, long second, List<byte[]> proof, byte[] old, byte[] now) {
        if (first == second) {
            return proof.isEmpty() && Arrays.equals(old, now);
        }
        Iterator<byte[]> path = proof.iterator();
        byte[] start = Long.bitCount(first) == 1 ? old : path.next();
        long fn = first - 1;
        long sn = second - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = start;
        byte[] sr = start;
        while (path.hasNext()) {
            byte[] c = path.next();
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = node(c, fr);
                sr = node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, old) && Arrays.equals(sr, now);
    }
}
