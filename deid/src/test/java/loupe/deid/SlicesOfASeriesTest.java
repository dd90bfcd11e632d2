package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A door that has just seen the slice before does with the next one what a door does that sees it first.
class SlicesOfASeriesTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);

    private static Deidentifier door(String profile) {
        Profile p = Profiles.named(profile).orElseThrow().with(Profile.Pixels.OFF);
        return new Deidentifier(p, KEY, (image, job) -> List.of());
    }

    private static DataSet.Builder slice(int number) {
        DataSet nested = DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.PatientName, Vr.PN, "Quexington^Zbigniewa")
                .put(Tag.PatientID, Vr.LO, "ZQ4711").build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.5.1." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.5.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.5.3")
                .put(Tag.PatientName, Vr.PN, "Quexington^Zbigniewa")
                .put(Tag.PatientID, Vr.LO, "ZQ4711")
                .put(Tag.PatientBirthDate, Vr.DA, "19610203")
                .put(Tag.StudyDate, Vr.DA, "20190203")
                .put(0x00080032, Vr.TM, "10153" + number % 10)
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.StudyDescription, Vr.LO, "CT CHEST Zbigniewa")
                .put(0x00100021, Vr.LO, "Nowhere General")
                .put(0x00101002, List.of(nested))
                .put(0x00090010, Vr.LO, "NOBODY")
                .put(0x00091001, Vr.LO, "private Zbigniewa")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(number))
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(3 * number))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 1.0)
                .put(Tag.Columns, Vr.US, 2.0)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(0x00280106, Vr.US, (double) number)
                .put(0x00204000, Vr.LT, "seen by Dr Quexington")
                .put(Tag.PixelData, Vr.OW, new byte[] {(byte) number, 2, 3, 4});
    }

    /// As read from a file, so that the values are slices of its bytes.
    private static SourceInstance read(DataSet d, byte[][] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        bytes[0] = out.toByteArray();
        DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(bytes[0]));
        return new SourceInstance(f.syntax(), f.meta(), f.data());
    }

    private record Result(byte[] file, DeidReport report) {}

    private static Result result(Deidentifier door, SourceInstance source) throws IOException {
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) door.deidentify(source, JobContext.unattended());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(c.instance().data(), c.instance().syntax(), out);
        return new Result(out.toByteArray(), c.report());
    }

    /// What the next instance may differ in.
    static List<UnaryOperator<DataSet.Builder>> changes() {
        List<UnaryOperator<DataSet.Builder>> all = new ArrayList<>();
        all.add(b -> b);
        all.add(b -> b.put(Tag.PatientName, Vr.PN, "Other^Ottilie").put(Tag.StudyDescription, Vr.LO, "CT CHEST Ottilie"));
        all.add(b -> b.put(Tag.PatientID, Vr.LO, "OTHER-99"));
        all.add(b -> b.put(0x00100021, Vr.LO, "Elsewhere"));
        all.add(b -> b.put(Tag.PatientBirthDate, Vr.DA, "19720304").put(0x00204000, Vr.LT, "born 19720304"));
        all.add(b -> b.put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.5.99").remove(Tag.PatientID));
        all.add(b -> b.put(Tag.StudyDescription, Vr.LO, "CT HEAD Quexington"));
        all.add(b -> b.put(Tag.StudyDate, Vr.DA, "20200101"));
        all.add(b -> b.put(Tag.Modality, Vr.CS, "ZBIGNIEWA"));
        all.add(b -> b.put(Tag.InstanceNumber, Vr.IS, "4711"));
        all.add(b -> b.put(0x00091001, Vr.LO, "another private"));
        all.add(b -> b.put(0x00101000, Vr.LO, "OTHER-ID-5"));
        all.add(b -> b.remove(0x00204000));
        all.add(b -> b.put(0x00101002, List.of(DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.PatientID, Vr.LO, "NESTED-77").build())).put(0x00204000, Vr.LT, "id NESTED-77"));
        all.add(b -> b.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192"));
        all.add(b -> b.put(0x00081030, Vr.UN, "CT CHEST Otto".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        all.add(b -> b.put(0x00080050, Vr.CS, "ACC4711"));
        all.add(b -> b.remove(Tag.PixelData));
        all.add(b -> b.put(Tag.PixelData, Vr.OW, new byte[4096]));
        all.add(b -> b.put(0x00281052, Vr.DS, "-1024"));
        all.add(b -> b.put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.5.33"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void every_difference_is_treated_as_if_the_slice_came_alone(UnaryOperator<DataSet.Builder> change) throws IOException {
        for (String profile : List.of("import", "strict", "research", "hipaa-safe-harbor")) {
            Deidentifier seenMany = door(profile);
            byte[][] bytes = new byte[1][];
            for (int i = 1; i <= 3; i++) {
                result(seenMany, read(slice(i).build(), bytes));
                // The bytes are another file's afterwards.
                Arrays.fill(bytes[0], (byte) 'Z');
            }
            SourceInstance next = read(change.apply(slice(4)).build(), bytes);
            Result after = result(seenMany, next);
            Result alone = result(door(profile), next);
            assertThat(after.file).as(profile).isEqualTo(alone.file);
            assertThat(after.report).as(profile).isEqualTo(alone.report);
            assertThat(result(seenMany, read(slice(5).build(), bytes)).file)
                    .isEqualTo(result(door(profile), read(slice(5).build(), bytes)).file);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_mixture_of_differences_too(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Deidentifier seenMany = door("import");
        byte[][] bytes = new byte[1][];
        for (int i = 0; i < 300; i++) {
            DataSet.Builder b = slice(random.nextInt(9));
            for (int k = random.nextInt(3); k > 0; k--) {
                b = changes().get(random.nextInt(changes().size())).apply(b);
            }
            SourceInstance next = read(b.build(), bytes);
            Result after = result(seenMany, next);
            Result alone = result(door("import"), next);
            assertThat(after.file).isEqualTo(alone.file);
            assertThat(after.report).isEqualTo(alone.report);
            Arrays.fill(bytes[0], (byte) 'Z');
        }
    }

    @Test
    void slices_keep_their_own_pixels() throws IOException {
        Deidentifier door = door("import");
        byte[][] bytes = new byte[1][];
        for (int i = 1; i < 5; i++) {
            Result r = result(door, read(slice(i).build(), bytes));
            DataSet out = DicomReader.usual().read(MemorySegment.ofArray(r.file)).data();
            assertThat(out.bytes(Tag.PixelData).orElseThrow().get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) i);
        }
    }
}
