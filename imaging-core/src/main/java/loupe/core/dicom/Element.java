package loupe.core.dicom;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// One data element: a value, a sequence of items or encapsulated fragments.
///
/// Values are slices of the bytes they were read from, decoded only when asked for.
public sealed interface Element {
    /// Group in the high 16 bits, element in the low.
    int tag();

    /// Value representation as written (or as the dictionary says in the implicit encoding).
    Vr vr();

    /// Raw bytes.
    ///
    /// @param bytes as in the file, padding included
    /// @param bigEndian byte order of numbers in it
    record Value(int tag, Vr vr, MemorySegment bytes, boolean bigEndian) implements Element {}

    /// Items.
    ///
    /// @param vr SQ, or UN where it was so encoded
    record Sequence(int tag, Vr vr, List<DataSet> items) implements Element {
        /// Copies the list.
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Encapsulated pixel data.
    ///
    /// @param offsetTable bytes of the basic offset table, may be empty
    /// @param fragments the fragments after it
    record Fragments(int tag, Vr vr, MemorySegment offsetTable, List<MemorySegment> fragments) implements Element {
        /// Copies the list.
        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }
}
