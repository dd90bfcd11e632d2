package loupe.store.index;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;

/// Bytes of each fragment of pixel data, and where each begins: a slide of many thousand tiles asks for that at each tile. Immutable.
public final class FragmentSizes extends AbstractList<Long> implements RandomAccess {
    /// Where each fragment begins, and behind them where the last ends.
    private final long[] begins;

    private FragmentSizes(long[] begins) {
        this.begins = begins;
    }

    /// Copies sizes in bytes.
    public static FragmentSizes of(Collection<Long> sizes) {
        long[] begins = new long[sizes.size() + 1];
        int i = 0;
        for (long size : sizes) {
            begins[i + 1] = begins[i] + size;
            i++;
        }
        return new FragmentSizes(begins);
    }

    /// Bytes of all fragments before one.
    ///
    /// @param index 0 to the number of fragments
    long before(int index) {
        return begins[index];
    }

    @Override
    public Long get(int index) {
        Objects.checkIndex(index, size());
        return begins[index + 1] - begins[index];
    }

    @Override
    public int size() {
        return begins.length - 1;
    }
}
