package loupe.deid;

import java.util.ArrayList;
import java.util.List;
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

    private Stamp() {}

    /// Appends to what earlier de-identifications wrote.
    ///
    /// @param pixelsCleaned whether a second look at the pixels found no text
    static void put(DataSet.Builder out, Profile profile, boolean pixelsCleaned) {
        DataSet so = out.build();
        out.put(IDENTITY_REMOVED, Vr.CS, "YES");
        List<String> methods = new ArrayList<>(so.strings(METHOD));
        methods.removeIf(String::isEmpty);
        String own = "Loupe " + profile.name() + " " + profile.version();
        if (!methods.contains(own)) {
            methods.add(own.length() > 64 ? own.substring(0, 64) : own);
        }
        out.put(METHOD, Vr.LO, methods.toArray(String[]::new));
        List<DataSet> codes = new ArrayList<>(so.items(METHOD_CODES));
        add(codes, "113100", "Basic Application Confidentiality Profile");
        if (pixelsCleaned) {
            add(codes, "113101", "Clean Pixel Data Option");
            out.put(Tag.BurnedInAnnotation, Vr.CS, "NO");
        }
        for (ProfileOption o : ProfileOption.values()) {
            if (profile.has(o)) {
                add(codes, o.code(), o.meaning());
            }
        }
        out.put(METHOD_CODES, codes);
        out.put(Tag.LongitudinalTemporalInformationModified, Vr.CS, temporal(profile));
    }

    private static void add(List<DataSet> codes, String code, String meaning) {
        if (codes.stream().noneMatch(c -> c.string(Tag.CodeValue, "").equals(code))) {
            codes.add(Dummies.code(code, "DCM", meaning));
        }
    }

    private static String temporal(Profile profile) {
        if (profile.has(ProfileOption.RETAIN_FULL_DATES)) {
            return "UNMODIFIED";
        }
        return profile.has(ProfileOption.RETAIN_MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
    }
}
