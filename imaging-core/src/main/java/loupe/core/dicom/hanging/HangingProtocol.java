package loupe.core.dicom.hanging;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.segment.Code;

/// A Hanging Protocol object (DICOM PS3.3 A.44): for which studies, which images, where on the screen and how. What the standard has
/// no attribute for is carried as private traits, which other programs leave alone.
///
/// @param name short name, at most 16 characters are written
/// @param description a sentence, at most 64 characters are written
/// @param creator who or what made it
/// @param created when, as DICOM DT
/// @param definitions the studies it is for; any of them
/// @param priors how many priors it refers to
/// @param imageSets which images
/// @param screens where the screens lie in the display environment; one that takes all of it where the object does not say
/// @param displaySets where they are shown and how
/// @param linked whether all display sets scroll together
/// @param lines whether reference lines are drawn
public record HangingProtocol(
        String name,
        String description,
        String creator,
        String created,
        List<Definition> definitions,
        int priors,
        List<ImageSet> imageSets,
        List<Box> screens,
        List<DisplaySet> displaySets,
        boolean linked,
        boolean lines) {
    /// Hanging Protocol Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.38.1";

    /// Copies the lists.
    public HangingProtocol {
        definitions = List.copyOf(definitions);
        imageSets = List.copyOf(imageSets);
        screens = screens.isEmpty() ? List.of(Box.ALL) : List.copyOf(screens);
        displaySets = List.copyOf(displaySets);
    }

    /// Studies it is for.
    ///
    /// @param modality Modality; may be empty
    /// @param regions anatomic regions
    /// @param laterality Laterality; may be empty
    /// @param traits what else, private
    public record Definition(String modality, List<Code> regions, String laterality, List<String> traits) {
        /// Copies the lists.
        public Definition {
            regions = List.copyOf(regions);
            traits = List.copyOf(traits);
        }
    }

    /// What images must say to belong to a set.
    ///
    /// @param attribute tag that is asked, of a code string or a text
    /// @param value the value asked for
    /// @param always whether images that do not have the attribute are left out
    public record Selector(int attribute, String value, boolean always) {}

    /// Images of one point in time.
    ///
    /// @param number its number, from 1
    /// @param label what it is, in words
    /// @param prior whether it is of the newest prior; else of the study itself
    /// @param selectors all of them hold
    /// @param traits what else tells the series, private
    public record ImageSet(int number, String label, boolean prior, List<Selector> selectors, List<String> traits) {
        /// Copies the lists.
        public ImageSet {
            selectors = List.copyOf(selectors);
            traits = List.copyOf(traits);
        }
    }

    /// Place in the display environment, which is all screens: fractions of its width and height, from the lower left.
    ///
    /// @param left left edge
    /// @param top upper edge
    /// @param right right edge
    /// @param bottom lower edge
    public record Box(double left, double top, double right, double bottom) {
        /// All of the display environment.
        public static final Box ALL = new Box(0, 1, 1, 0);

        private static final double NEAR = 1e-6;

        /// Whether another lies in this one.
        public boolean holds(Box other) {
            return other.left >= left - NEAR && other.right <= right + NEAR && other.top <= top + NEAR && other.bottom >= bottom - NEAR;
        }
    }

    /// Planes or slabs that images are cut into.
    ///
    /// @param direction `TRANSVERSE`, `CORONAL` or `SAGITTAL`
    /// @param thicknessMm thickness of slabs; 0 for planes
    public record Cut(String direction, double thicknessMm) {}

    /// Images in a place.
    ///
    /// @param imageSet number of the image set
    /// @param label what it is, in words
    /// @param box where
    /// @param plane `TRANSVERSE`, `CORONAL`, `SAGITTAL` or `OBLIQUE`: only such slices; may be empty
    /// @param cut how they are cut; empty for the images as they are
    /// @param voiType VOI Type, such as `LUNG`; may be empty
    /// @param inverted whether black and white are exchanged
    /// @param traits what else, private
    public record DisplaySet(
            int imageSet,
            String label,
            Box box,
            String plane,
            Optional<Cut> cut,
            String voiType,
            boolean inverted,
            List<String> traits) {
        /// Copies the list.
        public DisplaySet {
            traits = List.copyOf(traits);
        }
    }

    /// Writes the object.
    ///
    /// @param instanceUid its SOP Instance UID
    public DataSet toDataSet(String instanceUid) {
        return HangingProtocolWriter.write(this, instanceUid);
    }

    /// Reads the object.
    ///
    /// @throws DicomException if it is no hanging protocol, or none that says where anything is shown
    public static HangingProtocol of(DataSet data) throws DicomException {
        return HangingProtocolReader.read(data);
    }
}
