package loupe.review.hanging;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Modalities that are read alike.
public enum ModalityGroup {
    CT("CT"),
    MR("MR"),
    PET_CT("PET/CT"),
    PET("PET"),
    NUCLEAR("nuclear medicine"),
    RADIOGRAPH("radiograph"),
    MAMMOGRAPHY("mammography"),
    FLUOROSCOPY("fluoroscopy"),
    ANGIOGRAPHY("angiography"),
    ULTRASOUND("ultrasound"),
    SLIDE("slide"),
    OTHER("other images");

    private static final Set<String> NO_IMAGES = Set.of("SR", "SEG", "RTSTRUCT", "RTPLAN", "RTDOSE", "PR", "KO", "REG", "FID", "DOC", "AU");

    private final String text;

    ModalityGroup(String text) {
        this.text = text;
    }

    /// Name for people.
    public String text() {
        return text;
    }

    /// The group of one series.
    static ModalityGroup of(String modality) {
        return switch (modality) {
            case "CT" -> CT;
            case "MR" -> MR;
            case "PT" -> PET;
            case "NM" -> NUCLEAR;
            case "CR", "DX", "RG", "PX", "IO" -> RADIOGRAPH;
            case "MG" -> MAMMOGRAPHY;
            case "RF" -> FLUOROSCOPY;
            case "XA" -> ANGIOGRAPHY;
            case "US", "IVUS" -> ULTRASOUND;
            case "SM" -> SLIDE;
            default -> OTHER;
        };
    }

    /// The group of a study by the modalities in it; what holds no image does not count.
    static ModalityGroup of(Collection<String> modalities) {
        Set<ModalityGroup> all = new TreeSet<>();
        modalities.stream().filter(m -> !NO_IMAGES.contains(m)).forEach(m -> all.add(of(m)));
        if (all.size() > 1) {
            all.remove(OTHER);
        }
        if (all.contains(PET) && (all.contains(CT) || all.contains(MR))) {
            return PET_CT;
        }
        return all.isEmpty() ? OTHER : all.iterator().next();
    }
}
