package loupe.review.hanging;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.segment.Code;
import loupe.core.study.StudySummary;

/// Where in the body a study was taken: what descriptions, Body Part Examined and codes say in many ways (DICOM PS3.16 annex L).
public enum BodyRegion {
    WHOLE_BODY("whole body", "", "38266002", "WHOLEBODY TORSO TRUNK SKELETAL"),
    HEAD("head", "", "69536005", "HEAD SKULL CRANIUM CRANIAL HEADNECK STROKE"),
    BRAIN("brain", "HEAD", "12738006", "BRAIN CEREBRAL HIPPOCAMPUS CEREBELLUM BRAINSTEM"),
    PITUITARY("pituitary gland", "HEAD", "56329008", "PITUITARY SELLA"),
    ORBIT("orbits", "HEAD", "363654007", "ORBIT ORBITS EYE"),
    SINUSES("sinuses", "HEAD", "2095001", "SINUS SINUSES"),
    INNER_EAR("inner ears", "HEAD", "22945007", "IAC MASTOID MASTOIDS"),
    FACE("face", "HEAD", "89545001", "FACE FACIAL JAW MANDIBLE MAXILLA TMJ DENTAL TEETH"),
    NECK("neck", "", "45048000", "NECK HEADNECK NECKCHEST NECKCHESTABDOMEN NECKCHESTABDPELV CAROTID CAROTIDS THYROID LARYNX PHARYNX"),
    SPINE("spine", "", "421060004", "SPINE VERTEBRA SCOLIOSIS"),
    CERVICAL_SPINE("cervical spine", "SPINE", "122494005", "CSPINE CTSPINE CERVICAL"),
    THORACIC_SPINE("thoracic spine", "SPINE", "122495006", "TSPINE CTSPINE TLSPINE"),
    LUMBAR_SPINE("lumbar spine", "SPINE", "122496007", "LSPINE TLSPINE LSSPINE LUMBAR LUMBOSACRAL"),
    CHEST("chest", "", "51185008",
            "CHEST THORAX THORACIC LUNG LUNGS PULMONARY MEDIASTINUM RIB RIBS CHESTABDOMEN CHESTABDPELVIS NECKCHEST "
                    + "NECKCHESTABDOMEN NECKCHESTABDPELV THORACOABDOMINAL"),
    HEART("heart", "CHEST", "80891009", "HEART CARDIAC CORONARY CORONARIES CARDIO MYOCARDIUM MYOCARDIAL"),
    BREAST("breast", "", "76752008", "BREAST BREASTS MAMMO MAMMOGRAM MAMMOGRAPHY"),
    ABDOMEN("abdomen", "", "818981001",
            "ABDOMEN ABDOMINAL ABDOMENPELVIS CHESTABDOMEN CHESTABDPELVIS NECKCHESTABDOMEN NECKCHESTABDPELV SPLEEN BOWEL COLON "
                    + "ENTEROGRAPHY COLONOGRAPHY THORACOABDOMINAL ABD"),
    LIVER("liver", "ABDOMEN", "10200004", "LIVER HEPATIC"),
    PANCREAS("pancreas and bile ducts", "ABDOMEN", "15776009", "PANCREAS MRCP BILIARY"),
    KIDNEY("kidneys and ureters", "ABDOMEN", "64033007", "KIDNEY KIDNEYS RENAL UROGRAPHY UROGRAM ADRENAL"),
    PELVIS("pelvis", "", "816092008", "PELVIS PELVIC ABDOMENPELVIS CHESTABDPELVIS NECKCHESTABDPELV SACRUM SACROILIAC BLADDER UTERUS OVARY"),
    PROSTATE("prostate", "PELVIS", "41216001", "PROSTATE"),
    RECTUM("rectum", "PELVIS", "34402009", "RECTUM RECTAL"),
    SHOULDER("shoulder", "", "16982005", "SHOULDER SCAPULA CLAVICLE HUMERUS"),
    ELBOW("elbow", "", "16953009", "ELBOW FOREARM"),
    WRIST("wrist", "", "74670003", "WRIST SCAPHOID"),
    HAND("hand", "", "85562004", "HAND HANDS FINGER THUMB"),
    HIP("hip", "", "24136001", "HIP HIPS FEMUR"),
    KNEE("knee", "", "72696002", "KNEE KNEES PATELLA TIBIA"),
    ANKLE("ankle", "", "70258002", "ANKLE CALCANEUS"),
    FOOT("foot", "", "56459004", "FOOT FEET TOE FOREFOOT"),
    LEG("leg", "", "61685007", "LEG LEGS RUNOFF THIGH CALF"),
    AORTA("aorta", "", "15825003", "AORTA AORTIC");

    private static final Set<String> TRUNK = Set.of("WHOLE_BODY", "HEAD", "NECK", "SPINE", "CHEST", "ABDOMEN", "PELVIS", "AORTA");

    private final String text;
    private final String parent;
    private final String code;
    private final Set<String> words;

    BodyRegion(String text, String parent, String code, String words) {
        this.text = text;
        this.parent = parent;
        this.code = code;
        this.words = Words.list(words);
    }

    /// Name for people, such as `chest`.
    public String text() {
        return text;
    }

    /// Its SNOMED CT code.
    public Code code() {
        return new Code(code, "SCT", text);
    }

    /// The region of a code; empty for one that is none of these.
    public static Optional<BodyRegion> of(Code code) {
        return Arrays.stream(values()).filter(r -> r.code.equals(code.value()) && code.scheme().equals("SCT")).findFirst();
    }

    /// The regions a study's line in the list names, without its headers: those of its description, or the breast where it is a
    /// mammogram that says nothing else; empty where nothing says so.
    public static Set<BodyRegion> of(StudySummary study) {
        Set<BodyRegion> named = named(Words.of(study.description()));
        return named.isEmpty() && Arrays.asList(study.modalities().split("\\\\")).contains("MG") ? EnumSet.of(BREAST) : named;
    }

    /// Whether it is another region or a part of it.
    public boolean within(BodyRegion other) {
        return this == other || !parent.isEmpty() && valueOf(parent).within(other);
    }

    /// Whether one of two regions lies within the other.
    public boolean overlaps(BodyRegion other) {
        return within(other) || other.within(this);
    }

    /// Whether it is of head, neck or trunk, which are often taken together.
    boolean isTrunk() {
        return TRUNK.stream().anyMatch(t -> within(valueOf(t)));
    }

    /// The regions words name, without those of which a part is named too.
    static Set<BodyRegion> named(Collection<String> words) {
        EnumSet<BodyRegion> out = EnumSet.noneOf(BodyRegion.class);
        for (BodyRegion r : values()) {
            if (Words.any(words, r.words)) {
                out.add(r);
            }
        }
        return finest(out);
    }

    /// Without regions of which a part is there too.
    static Set<BodyRegion> finest(Set<BodyRegion> all) {
        EnumSet<BodyRegion> out = EnumSet.noneOf(BodyRegion.class);
        for (BodyRegion r : all) {
            if (all.stream().noneMatch(o -> o != r && o.within(r))) {
                out.add(r);
            }
        }
        return out;
    }

    /// Whether a word names any region.
    static boolean isNamedBy(String word) {
        return Arrays.stream(values()).anyMatch(r -> r.words.contains(word));
    }

    /// Regions as a person says them: `chest, abdomen and pelvis`.
    public static String text(Collection<BodyRegion> regions) {
        List<String> all = regions.stream().sorted().map(BodyRegion::text).toList();
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }
}
