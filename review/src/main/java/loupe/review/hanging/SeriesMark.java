package loupe.review.hanging;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What kind of picture a series is, where one kind does not stand in for another.
public enum SeriesMark {
    T1("T1", "T1 T1W T1WI MPRAGE T1MPRAGE MP2RAGE BRAVO SPGR FSPGR VIBE LAVA THRIVE"),
    T2("T2", "T2 T2W T2WI HASTE"),
    PROTON_DENSITY("PD", "PD PDW"),
    FLAIR("FLAIR", "FLAIR"),
    STIR("STIR", "STIR TIRM"),
    DIFFUSION("DWI", "DWI DIFFUSION TRACE TRACEW DTI"),
    ADC("ADC", "ADC"),
    SUSCEPTIBILITY("SWI", "SWI SWAN"),
    TIME_OF_FLIGHT("TOF", "TOF"),
    PERFUSION("perfusion", "PERFUSION ASL DSC"),
    DYNAMIC("dynamic", "DYNAMIC DCE"),
    BALANCED("steady state", "FIESTA CISS TRUFI TRUEFISP BTFE"),
    MRCP("MRCP", "MRCP"),
    SHARP("sharp", "SHARP LUNG LUNGS BONE BONES BONEPLUS EDGE LUNGWINDOW BONEWINDOW HRCT"),
    MIP("MIP", "MIP"),
    MINIP("MinIP", "MINIP"),
    RENDERED("rendered", "VR VRT"),
    UNCORRECTED("uncorrected", "NAC UNCORRECTED"),
    CC("CC", "CC"),
    MLO("MLO", "MLO"),
    TOMOSYNTHESIS("tomosynthesis", "TOMO TOMOSYNTHESIS"),
    PA("PA", "PA"),
    AP("AP", "AP"),
    LATERAL("lateral", "LAT LATERAL LL RL"),
    OBLIQUE_VIEW("oblique", "OBLIQUE OBLIQUES LLO RLO"),
    AXIAL_VIEW("axial", "AXIAL SUNRISE AXILLARY"),
    ODONTOID("odontoid", "ODONTOID");

    static final Set<String> OF_KERNELS = SHARP.words;
    private static final Pattern SHARP_KERNEL =
            Pattern.compile("(?i)SHARP|LUNG|BONE|EDGE|B[56789]\\d\\w?|B[LR][56789]\\d\\w?|FC5\\d|YA|YB|YC|YD|D");
    private static final Set<SeriesMark> OF_MR = EnumSet.range(T1, MRCP);
    private static final Set<SeriesMark> WEIGHTS = EnumSet.of(T1, T2, PROTON_DENSITY, BALANCED);
    private static final Set<SeriesMark> OF_SECTIONS = EnumSet.of(MIP, MINIP, RENDERED);
    private static final Set<SeriesMark> OF_BREASTS = EnumSet.of(CC, MLO, TOMOSYNTHESIS, LATERAL);
    private static final Set<SeriesMark> OF_FILMS = EnumSet.range(PA, ODONTOID);

    private final String text;
    private final Set<String> words;

    SeriesMark(String text, String words) {
        this.text = text;
        this.words = Words.list(words);
    }

    /// Name for people.
    public String text() {
        return text;
    }

    static boolean isSharp(String kernel) {
        return SHARP_KERNEL.matcher(kernel.strip()).matches();
    }

    static boolean isNamedBy(String word) {
        return EnumSet.allOf(SeriesMark.class).stream().anyMatch(m -> m.words.contains(word));
    }

    /// The marks words give a series; special pictures are named, not the weighting they are made with.
    static Set<SeriesMark> of(ModalityGroup group, Collection<String> words) {
        EnumSet<SeriesMark> out = EnumSet.noneOf(SeriesMark.class);
        for (SeriesMark m : possible(group)) {
            if (Words.any(words, m.words)) {
                out.add(m);
            }
        }
        if (out.contains(ADC)) {
            out.remove(DIFFUSION);
        }
        if (out.stream().anyMatch(m -> OF_MR.contains(m) && !WEIGHTS.contains(m))) {
            out.removeAll(WEIGHTS);
        }
        return out;
    }

    private static Set<SeriesMark> possible(ModalityGroup group) {
        EnumSet<SeriesMark> out = EnumSet.noneOf(SeriesMark.class);
        switch (group) {
            case MR -> {
                out.addAll(OF_MR);
                out.addAll(OF_SECTIONS);
            }
            case CT -> {
                out.addAll(OF_SECTIONS);
                out.add(SHARP);
            }
            case PET, NUCLEAR -> {
                out.addAll(OF_SECTIONS);
                out.add(UNCORRECTED);
            }
            case MAMMOGRAPHY -> out.addAll(OF_BREASTS);
            case RADIOGRAPH, FLUOROSCOPY -> out.addAll(OF_FILMS);
            default -> { }
        }
        return out;
    }
}
