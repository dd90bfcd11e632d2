package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An ECG: its curve is science, what was typed beside it is not.
class WaveformTest {
    private static final byte[] CURVE = new byte[] {1, 2, 3, 4, 5, 6, 7, 8};

    private static DataSet ecg() {
        DataSet channel = item().put(0x003A0203, Vr.SH, "Zbigniewa I").build();
        DataSet waveform = item()
                .put(0x003A0005, Vr.US, 1.0)
                .put(0x003A0010, Vr.UL, 4.0)
                .put(0x003A001A, Vr.DS, "500")
                .put(0x003A0200, List.of(channel))
                .put(0x54001004, Vr.US, 16.0)
                .put(0x54001006, Vr.CS, "SS")
                .put(0x54001010, Vr.OW, CURVE)
                .build();
        DataSet note = item()
                .put(0x0040A0B0, Vr.US, 1, 0)
                .put(0x00700006, Vr.ST, "AV block, called Dr Quexington 555-1234")
                .build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.9.1.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.9.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.9.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.9.3")
                .put(Tag.Modality, Vr.CS, "ECG")
                .put(Tag.PatientName, Vr.PN, "Quexington^Zbigniewa")
                .put(Tag.PatientID, Vr.LO, "ZQ-4711")
                .put(0x54000100, List.of(waveform))
                .put(0x0040B020, List.of(note))
                .put(0xFFFCFFFC, Vr.OB, "Zbigniewa pads ".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "strict", "research", "hipaa-safe-harbor"})
    void keeps_its_curve_and_nothing_that_was_typed_or_padded(String name) {
        Profile profile = Profiles.named(name).orElseThrow();
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(
                        profile, PseudonymKey.of(new byte[32]), (image, job) -> List.of())
                .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), ecg()), JobContext.unattended());
        DataSet out = c.instance().data();
        DataSet wave = out.items(0x54000100).getFirst();
        assertThat(wave.bytes(0x54001010).orElseThrow().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)).isEqualTo(CURVE);
        assertThat(wave.doubles(0x003A001A)).containsExactly(500);
        assertThat(new LeakSearch(Files10.write(out, TransferSyntax.EXPLICIT_LE))
                        .found(List.of("Zbigniewa", "Quexington", "555-1234", "4711")))
                .isEmpty();
    }
}
