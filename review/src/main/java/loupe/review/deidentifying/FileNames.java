package loupe.review.deidentifying;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;

/// Names of output files: three parts of eight characters that say nothing of the source and suit a DICOMDIR
/// (PS3.10 8.5), made from pseudonyms by digest, so that a UID that looks like a path is none.
final class FileNames {
    private static final String BASE32 = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Set<String> given = new HashSet<>();

    /// A name not given before.
    ///
    /// @return folder/folder/file with slashes
    String of(DeidentifiedInstance i) {
        String patient = part('P', i.data().string(Tag.PatientID, "") + "|" + i.studyInstanceUid());
        String folder = patient + "/" + part('S', i.seriesInstanceUid()) + "/";
        String name = folder + part('I', i.sopInstanceUid());
        for (int again = 2; !given.add(name); again++) {
            name = folder + part('I', i.sopInstanceUid() + "|" + again);
        }
        return name;
    }

    private static String part(char first, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder out = new StringBuilder().append(first);
            for (int i = 0; i < 7; i++) {
                out.append(BASE32.charAt(hash[i] & 31));
            }
            return out.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
