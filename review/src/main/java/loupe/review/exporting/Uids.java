package loupe.review.exporting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.digest.Sha256;

/// UIDs of exported objects (DICOM PS3.5 B.2: `2.25.` and 128 bits).
final class Uids {
    private Uids() {}

    /// A UID derived from random record ids or pseudonyms, the same at every export.
    static String derived(String from, String purpose) {
        return DerivedUid.of("loupe", purpose, from);
    }

    /// The object with a SOP Instance UID made from all it says, so that one UID never stands for two contents and the same
    /// content exported again keeps its UID (PS3.3 C.12.1.1.1).
    ///
    /// @param object an object whose content names its own UID nowhere
    static DataSet byContent(DataSet object, String purpose) {
        DataSet.Builder without = object.toBuilder();
        without.remove(Tag.SOPInstanceUID);
        MessageDigest digest = digest(purpose);
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            DicomWriter.write(without.build(), TransferSyntax.EXPLICIT_LE, out);
        } catch (IOException e) {
            throw new IllegalStateException("a digest takes every byte", e);
        }
        return without.put(Tag.SOPInstanceUID, Vr.UI, DerivedUid.of(digest.digest())).build();
    }

    private static MessageDigest digest(String purpose) {
        MessageDigest sha = Sha256.begun();
        sha.update(("loupe\0" + purpose).getBytes(StandardCharsets.UTF_8));
        return sha;
    }
}
