package loupe.review.edit;

import java.util.Arrays;
import java.util.List;
import loupe.core.slide.FeatureMark;

/// A step on the objects of a slide: objects are added, or some that are there change. A delta: it holds what changes, not what is
/// there.
public sealed interface ObjectEdit extends Edit.Measuring {
    /// Pseudonymous UID of the slide's series.
    String seriesUid();

    /// Objects a reader drew or brought in; together a set of their own.
    ///
    /// @param by account name
    /// @param seriesUid the slide's series
    /// @param set id of the set, `O7`; no other set of the study ever has it
    /// @param what as it is named for undo: `polygon`, `import 1200 objects`
    /// @param packs the objects in their order, as `FeaturePack` packs them, a part each; must not be changed
    /// @param there true to add them, false to take them away again
    /// @param replaced what changes with it: objects they stand in place of
    record Added(
            String by, String seriesUid, String set, String what, List<byte[]> packs, boolean there, List<Change> replaced)
            implements ObjectEdit {
        /// Copies the lists.
        public Added {
            packs = List.copyOf(packs);
            replaced = List.copyOf(replaced);
        }

        @Override
        public String name() {
            return what + " " + set;
        }

        @Override
        public Edit inverse() {
            return new Added(by, seriesUid, set, what, packs, !there, replaced.stream().map(Change::back).toList());
        }

        @Override
        public long bytes() {
            return 256 + packs.stream().mapToLong(p -> p.length).sum();
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Added a && set.equals(a.set) && by.equals(a.by) && seriesUid.equals(a.seriesUid)
                    && what.equals(a.what) && there == a.there && replaced.equals(a.replaced) && samePacks(packs, a.packs);
        }

        private static boolean samePacks(List<byte[]> a, List<byte[]> b) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = a.get(i) == b.get(i) || Arrays.equals(a.get(i), b.get(i));
            }
            return same;
        }

        @Override
        public int hashCode() {
            return set.hashCode();
        }
    }

    /// Objects are deleted or given a class.
    ///
    /// @param by account name
    /// @param seriesUid the slide's series
    /// @param what as it is named for undo: `delete 3 objects`
    /// @param changes what changes
    record Marked(String by, String seriesUid, String what, List<Change> changes) implements ObjectEdit {
        /// Copies the list.
        public Marked {
            changes = List.copyOf(changes);
        }

        @Override
        public String name() {
            return what;
        }

        @Override
        public Edit inverse() {
            return new Marked(by, seriesUid, what, changes.stream().map(Change::back).toList());
        }

        @Override
        public long bytes() {
            return 256 + changes.stream().mapToLong(c -> 128 + 4L * c.indices().length).sum();
        }
    }

    /// Objects of one set that were all one way before and are all one way after.
    ///
    /// @param set their set
    /// @param indices their places in it, rising; must not be changed
    /// @param before what had become of them
    /// @param after what becomes of them
    record Change(String set, int[] indices, FeatureMark before, FeatureMark after) {
        Change back() {
            return new Change(set, indices, after, before);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Change c && set.equals(c.set) && before.equals(c.before) && after.equals(c.after)
                    && Arrays.equals(indices, c.indices);
        }

        @Override
        public int hashCode() {
            return 31 * set.hashCode() + Arrays.hashCode(indices);
        }
    }
}
