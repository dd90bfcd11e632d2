package loupe.deid.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;

/// What the door promises of any instance: a refusal says why; a result can be written and read, and holds no planted value that
/// stood in an attribute that must go, nor does the report.
final class DoorPromise {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);
    private static final List<Deidentifier> DOORS = Stream.of(Profiles.importProfile(), Profiles.strict())
            .map(profile -> new Deidentifier(profile, KEY, BrightText.FINDER))
            .toList();
    private static final SourceInstance BEFORE = new SourceInstance(
            TransferSyntax.EXPLICIT_LE,
            DataSet.empty(),
            DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.8")
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.99.9")
                    .build());

    private DoorPromise() {}

    /// Sends an instance through the door by each profile. A door remembers the series before; that is always the same here, so
    /// that no run hangs on another, and making a door anew takes far longer than going through it.
    static void isKept(SourceInstance source) throws IOException {
        for (Deidentifier door : DOORS) {
            door.deidentify(BEFORE, JobContext.unattended());
            door.deidentify(BEFORE, JobContext.unattended());
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
