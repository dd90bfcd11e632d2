package loupe.deid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileOption;

/// Writes into a cleaned data set that and how it was cleaned (PS3.15 E.1.1, PS3.3 C.12.1.1.1 and CID 7050).
final class Stamp {
    private static final int IDENTITY_REMOVED = 0x00120062;
    private static final int METHOD = 0x00120063;
    private static final int METHOD_CODES = 0x00120064;
    private static final int RECOGNIZABLE = 0x00280302;

    private final String method;
    private final List<Code> codes = new ArrayList<>();
    private final String temporal;

    /// A code of CID 7050 as it is written.
    private record Code(String value, DataSet item) {
        static Code of(String value, String meaning) {
            return new Code(value, Dummies.code(value, "DCM", meaning));
        }
    }

    private static final Code FACE = Code.of("113102", "Clean Recognizable Visual Features Option");
    private static final Code PIXELS = Code.of("113101", "Clean Pixel Data Option");

    /// The stamp of a profile.
    Stamp(Profile profile) {
        String own = "Loupe " + profile.name() + " " + profile.version();
        this.method = own.length() > 64 ? own.substring(0, 64) : own;
        this.temporal = temporal(profile);
        codes.add(Code.of("113100", "Basic Application Confidentiality Profile"));
        for (ProfileOption o : ProfileOption.values()) {
            if (profile.has(o)) {
                codes.add(Code.of(o.code(), o.meaning()));
            }
        }
    }

    /// Appends to what earlier de-identifications wrote.
    ///
    /// @param pixelsCleaned whether a second look at the pixels found no text
    /// @param faceRemoved whether the face of a head series was taken out of the pixels
    void put(DataSet.Builder out, boolean pixelsCleaned, boolean faceRemoved) {
        DataSet so = out.contains(METHOD) || out.contains(METHOD_CODES) ? out.build() : DataSet.empty();
        out.put(IDENTITY_REMOVED, Vr.CS, "YES");
        List<String> methods = new ArrayList<>(so.strings(METHOD));
        methods.removeIf(String::isEmpty);
        if (!methods.contains(method)) {
            methods.add(method);
        }
        out.put(METHOD, Vr.LO, methods.toArray(String[]::new));
        List<DataSet> all = new ArrayList<>(so.items(METHOD_CODES));
        Set<String> there = new HashSet<>();
        all.forEach(c -> there.add(c.string(Tag.CodeValue, "")));
        add(all, there, codes.getFirst());
        if (pixelsCleaned) {
            add(all, there, PIXELS);
            out.put(Tag.BurnedInAnnotation, Vr.CS, "NO");
        }
        if (faceRemoved) {
            add(all, there, FACE);
            out.put(RECOGNIZABLE, Vr.CS, "NO");
        }
        codes.forEach(c -> add(all, there, c));
        out.put(METHOD_CODES, all);
        out.put(Tag.LongitudinalTemporalInformationModified, Vr.CS, temporal);
    }

    private static void add(List<DataSet> all, Set<String> there, Code code) {
        if (there.add(code.value)) {
            all.add(code.item);
        }
    }

    private static String temporal(Profile profile) {
        if (profile.has(ProfileOption.RETAIN_FULL_DATES)) {
            return "UNMODIFIED";
        }
        return profile.has(ProfileOption.RETAIN_MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
    }
}
