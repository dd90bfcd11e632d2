package loupe.review.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.finding.FindingId;

/// Segments that readers began. Immutable.
///
/// @param made all that ever were, oldest first: one that comes back by an undo is where it was, and no id is given twice
/// @param present ids of those that are there
record OwnSegments(List<OwnSegment> made, Set<FindingId> present) {
    OwnSegments {
        made = List.copyOf(made);
        present = Set.copyOf(present);
    }

    static OwnSegments none() {
        return new OwnSegments(List.of(), Set.of());
    }

    /// Those that are there, oldest first.
    List<OwnSegment> there() {
        return made.stream().filter(s -> present.contains(s.id())).toList();
    }

    /// One by id, deleted ones too.
    Optional<OwnSegment> ever(FindingId id) {
        return made.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /// The id of the next one.
    FindingId next() {
        return new FindingId("R" + (made.size() + 1));
    }

    /// Those of one reader.
    OwnSegments by(String reader) {
        List<OwnSegment> own = made.stream().filter(s -> s.by().equals(reader)).toList();
        return new OwnSegments(own, Set.copyOf(own.stream().map(OwnSegment::id).filter(present::contains).toList()));
    }

    /// With one begun, or there again.
    ///
    /// @throws IllegalArgumentException if it is there already
    OwnSegments with(OwnSegment added) {
        if (present.contains(added.id())) {
            throw new IllegalArgumentException("segment " + added.id() + " is there already");
        }
        List<OwnSegment> all = new ArrayList<>(made);
        if (ever(added.id()).isEmpty()) {
            all.add(added);
        }
        Set<FindingId> ids = new HashSet<>(present);
        ids.add(added.id());
        return new OwnSegments(all, ids);
    }

    /// With one deleted.
    ///
    /// @throws IllegalArgumentException if it is not there
    OwnSegments without(OwnSegment deleted) {
        Set<FindingId> ids = new HashSet<>(present);
        if (!ids.remove(deleted.id())) {
            throw new IllegalArgumentException("segment " + deleted.id() + " is not there");
        }
        return new OwnSegments(made, ids);
    }
}
