package loupe.review.hanging;

import static loupe.review.hanging.DrawnStudy.sent;

import java.util.List;
import loupe.review.hanging.DrawnStudy.Sent;

/// Thirty kinds of study a department reads, each as one scanner sends it and as another does, with the series a reader puts into
/// the views.
final class ThirtyKinds {
    private static final int KERNEL = 0x00181210;
    private static final int AGENT = 0x00180010;
    private static final int VIEW = 0x00185101;
    private static final int SIDE = 0x00200062;

    private ThirtyKinds() {}

    /// A kind.
    ///
    /// @param name what readers call it
    /// @param one as the example came
    /// @param other as the next one comes: other words, other order
    /// @param hung for each view the series of the example
    /// @param expected for each view the series of the other that must stand there
    record Kind(String name, DrawnStudy one, DrawnStudy other, List<Integer> hung, List<Integer> expected) {}

    private static Kind kind(String name, DrawnStudy one, DrawnStudy other, List<Integer> hung, List<Integer> expected) {
        return new Kind(name, one, other, hung, expected);
    }

    /// The other study is the same in reversed order.
    private static Kind kind(String name, DrawnStudy one, Integer... hung) {
        int last = one.series().size() - 1;
        List<Integer> all = List.of(hung);
        return new Kind(name, one, one.reversed(), all, all.stream().map(i -> last - i).toList());
    }

    private static Sent ct(String description, String plane, double step, String kernel) {
        return sent("CT", description, plane, 4, step).with(KERNEL, kernel);
    }

    private static Sent mr(String description, String plane) {
        return sent("MR", description, plane, 3, 4);
    }

    private static Sent film(String modality, String description, String view, String side) {
        Sent s = sent(modality, description, "", 1, 0);
        s = view.isEmpty() ? s : s.with(VIEW, view);
        return side.isEmpty() ? s : s.with(SIDE, side);
    }

    private static Sent scout() {
        return sent("CT", "TOPOGRAM", "COR", 1, 1);
    }

    static List<Kind> all() {
        return List.of(
                kind("CT head", DrawnStudy.of("CT HEAD WITHOUT CONTRAST", "HEAD",
                        scout(), ct("AXIAL STANDARD", "AX", 5, "H31s"), ct("AXIAL BONE", "AX", 1, "H70h")), 1, 2),
                kind("CT head with and without", DrawnStudy.of("CT HEAD W/WO CONTRAST", "HEAD",
                        ct("HEAD NATIVE", "AX", 5, "H31s"), ct("HEAD POST", "AX", 5, "H31s").with(AGENT, "IOHEXOL CONTRAST")), 1, 0),
                kind("CT angiography of head and neck", DrawnStudy.of("CTA HEAD AND NECK", "HEADNECK",
                        ct("ARTERIAL THIN", "AX", 1, "B20f"), ct("MIP CORONAL", "COR", 3, "B20f"), ct("MIP SAGITTAL", "SAG", 3, "B20f")),
                        0, 1, 2),
                kind("CT of the sinuses", DrawnStudy.of("CT SINUSES", "HEAD",
                        ct("AXIAL BONE", "AX", 1, "B60f"), ct("CORONAL BONE", "COR", 2, "B60f")), 1, 0),
                kind("CT chest",
                        DrawnStudy.of("CT CHEST WITHOUT CONTRAST", "CHEST",
                                scout(), ct("LUNG", "AX", 1, "B60f"), ct("SOFT TISSUE", "AX", 5, "B30f"), ct("CORONAL LUNG", "COR", 2, "B60f")),
                        DrawnStudy.of("CT THORAX NATIVE", "",
                                ct("COR", "COR", 3, "LUNG"), ct("MEDIASTINUM", "AX", 5, "STANDARD"), ct("AX 1 MM", "AX", 1.25, "LUNG"), scout()),
                        List.of(1, 2, 3), List.of(2, 1, 0)),
                kind("CT chest with contrast", DrawnStudy.of("CT CHEST WITH CONTRAST", "CHEST",
                        ct("SOFT TISSUE VENOUS", "AX", 3, "B30f").with(AGENT, "CONTRAST"), ct("LUNG", "AX", 1, "B60f")), 1, 0),
                kind("CT pulmonary angiography", DrawnStudy.of("CT CHEST PULMONARY EMBOLISM", "CHEST",
                        ct("CTA PULMONARY", "AX", 1, "B20f"), ct("LUNG", "AX", 1, "B70f"), ct("MIP CORONAL", "COR", 5, "B20f")), 0, 2, 1),
                kind("CT stone", DrawnStudy.of("CT ABDOMEN PELVIS WITHOUT CONTRAST", "ABDOMEN",
                        ct("AXIAL", "AX", 3, "B30f"), ct("CORONAL", "COR", 3, "B30f")), 1, 0),
                kind("CT abdomen and pelvis", DrawnStudy.of("CT ABDOMEN PELVIS", "ABDOMENPELVIS",
                        ct("PORTAL VENOUS", "AX", 3, "B30f"), ct("PORTAL VENOUS CORONAL", "COR", 3, "B30f"), ct("SAG PORTAL VENOUS", "SAG", 3, "B30f")),
                        0, 1, 2),
                kind("CT liver in three phases",
                        DrawnStudy.of("CT LIVER TRIPHASIC", "ABDOMEN",
                                ct("NATIVE", "AX", 5, "B30f"), ct("ARTERIAL", "AX", 2, "B30f"), ct("PORTAL VENOUS", "AX", 2, "B30f"),
                                ct("DELAYED", "AX", 5, "B30f")),
                        DrawnStudy.of("CT LIVER MULTIPHASE", "LIVER",
                                ct("PORTOVENOUS LIVER", "AX", 2, "STANDARD"), ct("LATE LIVER", "AX", 5, "STANDARD"),
                                ct("PLAIN LIVER", "AX", 5, "STANDARD"), ct("LIVER ARTERIAL", "AX", 2, "STANDARD")),
                        List.of(0, 1, 2, 3), List.of(2, 3, 0, 1)),
                kind("CT chest, abdomen, pelvis",
                        DrawnStudy.of("CT CHEST ABDOMEN PELVIS", "CHEST",
                                ct("VENOUS", "AX", 3, "B30f"), ct("LUNG", "AX", 1, "B60f"), ct("VENOUS COR", "COR", 3, "B30f")),
                        DrawnStudy.of("", "CHESTABDPELVIS",
                                ct("LUNG", "AX", 1, "LUNG"), ct("PORTAL VENOUS", "AX", 5, "STANDARD"), ct("PORTAL VENOUS COR", "COR", 3, "STANDARD")),
                        List.of(0, 1, 2), List.of(1, 0, 2)),
                kind("CT cervical spine", DrawnStudy.of("CT CERVICAL SPINE", "CSPINE",
                        ct("AXIAL BONE", "AX", 1, "B60f"), ct("SAG BONE", "SAG", 2, "B60f"), ct("COR BONE", "COR", 2, "B60f")), 1, 2, 0),
                kind("CT lumbar spine", DrawnStudy.of("CT LUMBAR SPINE", "LSPINE",
                        ct("AXIAL BONE", "AX", 1, "B60f"), ct("SAG BONE", "SAG", 2, "B60f")), 1, 0),
                kind("PET/CT", DrawnStudy.of("PET CT WHOLE BODY", "",
                        sent("CT", "LOW DOSE CT", "AX", 5, 4), sent("PT", "PET AC", "AX", 5, 4), sent("PT", "PET NAC", "AX", 5, 4)), 0, 1, 2),
                kind("MR brain",
                        DrawnStudy.of("MR BRAIN", "BRAIN",
                                mr("T1 SAG", "SAG"), mr("T2 AX", "AX"), mr("FLAIR AX", "AX"), mr("DWI TRACE", "AX"), mr("ADC", "AX"), mr("SWI", "AX")),
                        DrawnStudy.of("MRI BRAIN WITHOUT CONTRAST", "HEAD",
                                mr("AX SWAN", "AX"), mr("AX DIFFUSION", "AX"), mr("ADC MAP", "AX"), mr("AX T2 FLAIR", "AX"), mr("AX T2 TSE", "AX"),
                                mr("SAG T1", "SAG")),
                        List.of(1, 2, 3, 4), List.of(4, 3, 1, 2)),
                kind("MR brain with contrast", DrawnStudy.of("MR BRAIN W WO CONTRAST", "BRAIN",
                        mr("T1 AX PRE", "AX"), mr("T1 AX POST", "AX"), mr("FLAIR AX", "AX"), mr("T2 AX", "AX")), 0, 1, 2, 3),
                kind("MR pituitary", DrawnStudy.of("MR PITUITARY", "HEAD",
                        mr("T1 COR", "COR"), mr("T2 COR", "COR"), mr("T1 SAG", "SAG"), mr("T1 COR DYNAMIC", "COR")), 0, 3, 1, 2),
                kind("MR cervical spine", DrawnStudy.of("MR C SPINE", "",
                        mr("T2 SAG", "SAG"), mr("T1 SAG", "SAG"), mr("T2 AX", "AX")), 1, 0, 2),
                kind("MR lumbar spine",
                        DrawnStudy.of("MR LUMBAR SPINE", "LSPINE",
                                mr("T2 SAG", "SAG"), mr("T1 SAG", "SAG"), mr("STIR SAG", "SAG"), mr("T2 AX", "AX")),
                        DrawnStudy.of("MRI L SPINE", "SPINE",
                                mr("AX T2", "AX"), mr("SAG STIR", "SAG"), mr("SAG T2", "SAG"), mr("SAG T1", "SAG")),
                        List.of(1, 0, 2, 3), List.of(3, 2, 1, 0)),
                kind("MR knee",
                        DrawnStudy.of("MR KNEE LEFT", "KNEE",
                                mr("PD FS SAG", "SAG"), mr("PD FS COR", "COR"), mr("PD FS AX", "AX"), mr("T1 COR", "COR")),
                        DrawnStudy.of("MR KNEE RIGHT", "KNEE",
                                mr("T1 COR", "COR"), mr("PD COR FS", "COR"), mr("PD SAG FS", "SAG"), mr("PD TRA FS", "AX")),
                        List.of(0, 1, 2, 3), List.of(2, 1, 3, 0)),
                kind("MR shoulder", DrawnStudy.of("MR SHOULDER", "SHOULDER",
                        mr("PD FS COR", "COR"), mr("PD FS SAG", "SAG"), mr("T1 COR", "COR"), mr("PD FS AX", "AX")), 0, 1, 3, 2),
                kind("MR prostate", DrawnStudy.of("MR PROSTATE", "PELVIS",
                        mr("T2 AX", "AX"), mr("T2 SAG", "SAG"), mr("T2 COR", "COR"), mr("DWI B1000", "AX"), mr("ADC", "AX"), mr("DCE", "AX")),
                        0, 3, 4, 5, 1, 2),
                kind("MR liver", DrawnStudy.of("MR LIVER", "ABDOMEN",
                        mr("T2 HASTE", "AX"), mr("VIBE NATIVE", "AX"), mr("VIBE ARTERIAL", "AX"), mr("VIBE PORTAL VENOUS", "AX"),
                        mr("VIBE DELAYED", "AX"), mr("DWI", "AX")), 0, 1, 2, 3, 4, 5),
                kind("MR breast", DrawnStudy.of("MR BREAST BILATERAL", "BREAST",
                        mr("T2 STIR AX", "AX"), mr("T1 DYNAMIC AX", "AX"), mr("MIP SUB", "AX")), 2, 1, 0),
                kind("MRCP", DrawnStudy.of("MRCP", "ABDOMEN",
                        mr("MRCP COR", "COR"), mr("HASTE AX", "AX"), mr("HASTE COR", "COR")), 0, 2, 1),
                kind("chest film",
                        DrawnStudy.of("XR CHEST 2 VIEWS", "CHEST", film("DX", "PA", "PA", ""), film("DX", "LATERAL", "LL", "")),
                        DrawnStudy.of("CHEST", "", film("DX", "LAT", "", ""), film("DX", "CHEST PA", "PA", "")),
                        List.of(0, 1), List.of(1, 0)),
                kind("mammography", DrawnStudy.of("MAMMOGRAPHY SCREENING", "BREAST",
                        film("MG", "R CC", "CC", "R"), film("MG", "L CC", "CC", "L"), film("MG", "R MLO", "MLO", "R"),
                        film("MG", "L MLO", "MLO", "L")), 0, 1, 2, 3),
                kind("knee film", DrawnStudy.of("XR KNEE", "KNEE", film("DX", "KNEE AP", "AP", ""), film("DX", "KNEE LAT", "LL", "")), 1, 0),
                kind("ultrasound of the abdomen", DrawnStudy.of("US ABDOMEN", "ABDOMEN",
                        sent("US", "LIVER", "", 2, 0), sent("US", "KIDNEYS", "", 2, 0)), 1, 0),
                kind("cardiac MR", DrawnStudy.of("MR CARDIAC", "HEART",
                        mr("CINE TRUFI", "SAG"), mr("T1 MAP", "AX"), mr("LATE ENHANCED", "COR")), 2, 0, 1));
    }
}
