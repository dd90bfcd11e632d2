package loupe.review.opinion;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.object.Dcm;
import loupe.core.dicom.parametric.MapMaker;

/// Whether what another program sent along with a study may be an algorithm's work, by its header.
///
/// Regions (SEG, RT Structure Set) count as an algorithm's unless each says that it was drawn by hand. Reports count as one's
/// where they are of a CAD class, or say that a device observed or which algorithm was at work; presentation states, key objects
/// and annotations always, for they do not say who made the marks; parametric maps of probabilities, scores and shares always
/// ([MapMaker]), for a map does not say who made it; images and other maps where they name an algorithm. A picture of a result that
/// names none cannot be told from any other picture.
final class AlgorithmsWork {
    private static final String MANUAL = "MANUAL";
    private static final int ALGORITHM_NAME = 0x00660036;
    private static final String SR = "1.2.840.10008.5.1.4.1.1.88.";
    private static final Set<String> CAD = Set.of(SR + "50", SR + "65", SR + "69");
    private static final Set<String> BY_DEVICE = Set.of(Dcm.DEVICE.value(), Dcm.ALGORITHM_NAME.value());

    private AlgorithmsWork() {}

    /// Modalities of objects that are no images: a study without any has nothing to look for.
    static boolean mayHold(String modalities) {
        for (String m : modalities.split("\\\\")) {
            if (Set.of("SEG", "RTSTRUCT", "SR", "PR", "KO", "OT", "ANN", "M3D").contains(m.strip())) {
                return true;
            }
        }
        return false;
    }

    static boolean is(DataSet header) {
        String kind = header.string(Tag.SOPClassUID, "");
        String modality = header.string(Tag.Modality, "");
        return switch (modality) {
            case "SEG" -> !byHand(header.items(Tag.SegmentSequence), Tag.SegmentAlgorithmType);
            case "RTSTRUCT" -> !byHand(header.items(Tag.StructureSetROISequence), Tag.ROIGenerationAlgorithm);
            case "PR", "KO", "ANN" -> true;
            default -> CAD.contains(kind)
                    || MapMaker.isMap(header) && MapMaker.byProgram(header)
                    || kind.startsWith(SR) && holds(header, AlgorithmsWork::byDevice)
                    || holds(header, AlgorithmsWork::namesOne);
        };
    }

    private static boolean byHand(List<DataSet> parts, int tag) {
        return !parts.isEmpty() && parts.stream().allMatch(p -> p.string(tag, "").strip().equals(MANUAL));
    }

    private static boolean byDevice(DataSet one) {
        return BY_DEVICE.contains(one.string(Tag.CodeValue, ""));
    }

    private static boolean namesOne(DataSet one) {
        return one.contains(ALGORITHM_NAME);
    }

    private static boolean holds(DataSet data, Predicate<DataSet> what) {
        if (what.test(data)) {
            return true;
        }
        for (Element e : data.elements()) {
            if (e instanceof Element.Sequence s && s.items().stream().anyMatch(i -> holds(i, what))) {
                return true;
            }
        }
        return false;
    }
}
