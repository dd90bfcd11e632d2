package loupe.review.deidentifying;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.digest.Sha256;

/// Names of output files: three parts of eight characters that say nothing of the source and suit a DICOMDIR
/// (PS3.10 8.5), made from pseudonyms by digest, so that a UID that looks like a path is none. Not thread-safe.
final class FileNames {
    private static final String BASE32 = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Set<String> given = new HashSet<>();
    private final Map<String, String> folders = new HashMap<>();
    private final MessageDigest sha256 = Sha256.begun();

    /// A name not given before.
    ///
    /// @return folder/folder/file with slashes
    String of(DeidentifiedInstance i) {
        String study = i.data().string(Tag.PatientID, "") + "|" + i.studyInstanceUid();
        String folder = folders.computeIfAbsent(
                study + "|" + i.seriesInstanceUid(), k -> part('P', study) + "/" + part('S', i.seriesInstanceUid()) + "/");
        String name = folder + part('I', i.sopInstanceUid());
        for (int again = 2; !given.add(name); again++) {
            name = folder + part('I', i.sopInstanceUid() + "|" + again);
        }
        return name;
    }

    private String part(char first, String text) {
        byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder out = new StringBuilder().append(first);
        for (int i = 0; i < 7; i++) {
            out.append(BASE32.charAt(hash[i] & 31));
        }
        return out.toString();
    }
}
