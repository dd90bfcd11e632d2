package loupe.review.intake;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.object.ParametricMap;
import loupe.core.digest.Sha256;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;

/// A NIfTI file on its way in: a parametric map of a person nobody knows, its volumes phase by phase. The free texts of its
/// header are never read.
final class ResearchVolume {
    private static final String WARNING =
            "a NIfTI volume names no person, date or machine; it is a study of its own, by its bytes";

    private final String modality;

    /// @param modality what the volumes are, such as `CT`; `OT` where nobody said
    ResearchVolume(String modality) {
        this.modality = modality;
    }

    Arrival read(MemorySegment bytes) {
        byte[] digest = digest(bytes);
        try {
            NiftiReader.Phases phases = NiftiReader.phases(bytes);
            DataSet d = ParametricMap.of(
                    new ParametricMap.Phases(phases.grid(), phases.count(), phases.secondsApart(), (phase, take) -> {
                        try (Volume v = NiftiReader.volume(bytes, phase)) {
                            take.accept(v);
                        }
                    }),
                    new ParametricMap.Origin(
                            modality, name -> uid(digest, name), "VOLUME " + HexFormat.of().formatHex(digest, 0, 8)));
            return new Arrival.Instance(
                    new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), d), List.of(WARNING));
        } catch (IOException e) {
            return new Arrival.Wrong(e.getMessage() + "; it is left out");
        }
    }

    /// SHA-256 of the file, so that the same file is the same instance however often it comes.
    private static byte[] digest(MemorySegment bytes) {
        MessageDigest sha = Sha256.begun();
        byte[] part = new byte[1 << 16];
        for (long at = 0; at < bytes.byteSize(); at += part.length) {
            int n = (int) Math.min(part.length, bytes.byteSize() - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, part, 0, n);
            sha.update(part, 0, n);
        }
        return sha.digest();
    }

    /// A UUID-derived UID (DICOM PS3.5 B.2) of a part of the study.
    private static String uid(byte[] digest, String name) {
        MessageDigest sha = Sha256.begun();
        sha.update(digest);
        return DerivedUid.of(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
    }
}
