package loupe.deid.pixel;

import java.util.List;
import java.util.OptionalLong;
import loupe.core.dicom.Element;
import loupe.core.dicom.TransferSyntax;

/// What became of the pixels of one instance.
public sealed interface PixelOutcome {

    /// The pixels may go on.
    ///
    /// @param syntax how pixels are encoded now
    /// @param changed elements that take the place of the source's; empty where nothing changed
    /// @param boxes rectangles blacked out
    /// @param blackPixels pixels they cover, over all frames, each counted once
    /// @param hasPixels whether there are pixels at all
    /// @param lookedAt whether every frame was looked at, and after black-out no text was found
    /// @param facePixels pixels blanked of a face; empty where no face was looked for
    record Checked(
            TransferSyntax syntax,
            List<Element> changed,
            List<TextBox> boxes,
            long blackPixels,
            boolean hasPixels,
            boolean lookedAt,
            OptionalLong facePixels)
            implements PixelOutcome {
        /// Pixels of which nothing was blacked out and no face blanked.
        Checked(TransferSyntax syntax, List<Element> changed, boolean hasPixels, boolean lookedAt) {
            this(syntax, changed, List.of(), 0, hasPixels, lookedAt, OptionalLong.empty());
        }

        /// Copies the lists.
        public Checked {
            changed = List.copyOf(changed);
            boxes = List.copyOf(boxes);
        }
    }

    /// The pixels cannot be decoded.
    ///
    /// @param why what is wrong, without a value of the file
    record Unreadable(String why) implements PixelOutcome {}

    /// A person must decide.
    ///
    /// @param boxes every place that was or is taken for text, or may be
    /// @param unsure whether a place may be text or anatomy and nothing was painted; else text is found even after black-out
    record TextRemains(List<TextBox> boxes, boolean unsure) implements PixelOutcome {
        /// Copies the list.
        public TextRemains {
            boxes = List.copyOf(boxes);
        }
    }
}
