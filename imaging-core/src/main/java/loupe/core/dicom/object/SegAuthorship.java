package loupe.core.dicom.object;

import java.util.Collections;
import java.util.List;

/// Who outlined the segments of a Segmentation object, and how far a person looked at them (DICOM PS3.3 C.8.20.2).
///
/// @param description Content Description, at most 64 characters
/// @param creator Content Creator's Name: a program or a role, never a person's name
/// @param outlines one a segment, in order of Segment Number
public record SegAuthorship(String description, String creator, List<Outline> outlines) {
    /// Segment Algorithm Type (PS3.3 C.8.20.2.1).
    public enum Algorithm {
        /// By a program alone.
        AUTOMATIC,
        /// By a program, then changed by a person.
        SEMIAUTOMATIC,
        /// By a person alone.
        MANUAL
    }

    /// How one segment came about.
    ///
    /// @param algorithm who drew it
    /// @param name name and version of the program, at most 64 characters; not written for MANUAL
    /// @param note Segment Description, such as a rejection; empty for none
    public record Outline(Algorithm algorithm, String name, String note) {}

    /// Copies the list and checks its length.
    public SegAuthorship {
        outlines = List.copyOf(outlines);
        if (description.length() > 64) {
            throw new IllegalArgumentException("a content description has at most 64 characters, had " + description.length());
        }
    }

    /// Every segment by one program, seen by nobody.
    ///
    /// @param program its name and version, at most 64 characters
    /// @param segments how many segments there are
    public static SegAuthorship automatic(String program, int segments) {
        return new SegAuthorship("Segmentation by a model, not reviewed", "Loupe",
                Collections.nCopies(segments, new Outline(Algorithm.AUTOMATIC, program, "")));
    }

    /// Who outlined a segment.
    ///
    /// @param number Segment Number, from 1
    /// @throws IllegalArgumentException if there is no such segment
    Outline of(int number) {
        if (number < 1 || number > outlines.size()) {
            throw new IllegalArgumentException("nobody is named as the author of segment " + number);
        }
        return outlines.get(number - 1);
    }
}
