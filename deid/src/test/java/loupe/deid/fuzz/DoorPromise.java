package loupe.deid.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.TransferSyntax;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;

/// What the door promises of any instance: a refusal says why; a result can be written and read, and holds no planted value that
/// stood in an attribute that must go, nor does the report.
final class DoorPromise {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);
    private static final List<Profile> PROFILES = List.of(Profiles.importProfile(), Profiles.strict());

    private DoorPromise() {}

    /// Sends an instance through the door by each profile; a door of its own each time, so that no run hangs on another.
    static void isKept(SourceInstance source) throws IOException {
        for (Profile profile : PROFILES) {
            Deidentifier door = new Deidentifier(profile, KEY, BrightText.FINDER);
            switch (door.deidentify(source, JobContext.unattended())) {
                case DeidOutcome.Refused r -> said(r.sentence());
                case DeidOutcome.Waiting w -> said(w.sentence());
                case DeidOutcome.Cleaned c -> cleaned(source, c);
            }
        }
    }

    private static void said(String sentence) {
        if (sentence.isBlank()) {
            throw new IllegalStateException("a refusal without a reason");
        }
        Planted.in(sentence).stream().findAny().ifPresent(p -> {
            throw new IllegalStateException(p + " stands in the refusal");
        });
    }

    private static void cleaned(SourceInstance source, DeidOutcome.Cleaned cleaned) throws IOException {
        byte[] file = file(cleaned);
        new DicomReader(DeidFuzzTarget.SMALL).read(MemorySegment.ofArray(file));
        String all = new String(file, StandardCharsets.ISO_8859_1) + cleaned.report().toJson();
        for (String gone : Planted.of(source.data()).mustGo()) {
            if (all.contains(gone)) {
                throw new IllegalStateException(gone + " went through the door by " + cleaned.report().profile());
            }
        }
    }

    private static byte[] file(DeidOutcome.Cleaned cleaned) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            // Deflated it could not be searched.
            boolean deflated = cleaned.instance().syntax().deflated();
            DicomWriter.writeFile(
                    cleaned.instance().data(),
                    deflated ? TransferSyntax.EXPLICIT_LE : cleaned.instance().syntax(),
                    out);
        } catch (IOException e) {
            throw new IllegalStateException("what went through the door cannot be written", e);
        }
        return out.toByteArray();
    }
}
