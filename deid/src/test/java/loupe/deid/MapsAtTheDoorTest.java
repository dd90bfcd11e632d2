package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.parametric.MapMaker;
import loupe.core.dicom.parametric.MapQuantities;
import loupe.core.dicom.parametric.MapQuantity;
import loupe.core.dicom.value.RealWorldMap;
import loupe.core.segment.Code;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A parametric map's numbers, units and quantities come through the door, its words do not.
class MapsAtTheDoorTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);
    private static final float[] VALUES = {0, 1.5f, -2.25f, Float.NaN, 1e-6f, 3e30f};

    static Stream<Profile> profiles() {
        return Profiles.names().stream().map(n -> Profiles.named(n).orElseThrow());
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet mapping(String label, Code unit, Code quantity) {
        return item().put(0x00409214, Vr.FD, -1e30).put(0x00409213, Vr.FD, 1e30)
                .put(Tag.RealWorldValueIntercept, Vr.FD, 0.5)
                .put(Tag.RealWorldValueSlope, Vr.FD, 1e6)
                .put(Tag.LUTExplanation, Vr.LO, "map of Adaeze Okonkwo")
                .put(Tag.LUTLabel, Vr.SH, label)
                .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(unit))
                .put(0x00409220, List.of(item().put(Tag.ValueType, Vr.CS, "CODE")
                        .put(Tag.ConceptNameCodeSequence, CodeItem.of(new Code("246205007", "SCT", "Quantity")))
                        .put(Tag.ConceptCodeSequence, CodeItem.of(quantity))
                        .build()))
                .build();
    }

    private static DataSet frame(double z, DataSet mapping) {
        DataSet source = item().put(Tag.ReferencedSOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4")
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, "1.2.826.0.99.7").build();
        return item().put(Tag.PlanePositionSequence, List.of(
                        item().put(Tag.ImagePositionPatient, Vr.DS, "-10", "20", Double.toString(z)).build()))
                .put(Tag.RealWorldValueMappingSequence, List.of(mapping))
                .put(Tag.DerivationImageSequence, List.of(item().put(Tag.SourceImageSequence, List.of(source)).build()))
                .build();
    }

    private static DataSet map() {
        ByteBuffer pixels = ByteBuffer.allocate(4 * 6 * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 12; i++) {
            pixels.putFloat(VALUES[i % 6]);
        }
        DataSet shared = item().put(Tag.PlaneOrientationSequence, List.of(
                        item().put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0").build()))
                .put(Tag.PixelMeasuresSequence, List.of(
                        item().put(Tag.PixelSpacing, Vr.DS, "2", "2").put(Tag.SliceThickness, Vr.DS, "5").build()))
                .build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.30")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.826.0.99.9")
                .put(Tag.PatientName, Vr.PN, "Okonkwo^Adaeze")
                .put(Tag.Modality, Vr.CS, "MR")
                .put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY", "VOLUME", "QUANTITY")
                .put(Tag.ContentDescription, Vr.LO, "for Mrs Okonkwo")
                .put(Tag.ContentLabel, Vr.CS, "OKONKWO")
                .put(0x00700084, Vr.PN, "Radiologist^Rita")
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 2)
                .put(Tag.Columns, Vr.US, 3)
                .put(Tag.NumberOfFrames, Vr.IS, "2")
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared))
                .put(Tag.PerFrameFunctionalGroupsSequence, List.of(
                        frame(0, mapping("ADC", new Code("um2/s", "UCUM", "um2/s"),
                                new Code("113041", "DCM", "Apparent Diffusion Coefficient"))),
                        frame(0, mapping("PROB", new Code("1", "UCUM", "no units"), new Code("113069", "DCM", "Probability of OKONKWO")))))
                .put(Tag.BitsAllocated, Vr.US, 32)
                .put(Tag.FloatPixelData, Vr.OF, pixels.array())
                .build();
    }

    private static DeidOutcome.Cleaned cleaned(Profile profile) {
        return (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(map(), TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void leave_no_word_of_anybody(Profile profile) {
        assertThat(new LeakSearch(Files10.write(cleaned(profile).instance()))
                .found(List.of("OKONKWO", "Okonkwo", "Adaeze", "Radiologist", "Rita"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void keep_their_numbers_units_and_quantities(Profile profile) throws DicomException {
        DataSet out = cleaned(profile).instance().data();
        assertThat(out.bytes(Tag.FloatPixelData).orElseThrow().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                .isEqualTo(map().bytes(Tag.FloatPixelData).orElseThrow().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
        List<MapQuantity> all = MapQuantities.of(out);
        assertThat(all).hasSize(2);
        assertThat(all.getFirst().text()).isEqualTo("Apparent Diffusion Coefficient  um2/s");
        assertThat(all.getLast().unit().value()).isEqualTo("1");
        assertThat(all.getLast().name()).as("the words of the code as the standard has them, or none").doesNotContain("OKONKWO");
        RealWorldMap m = all.getFirst().maps().getFirst();
        assertThat(m.at(2e-6).getAsDouble()).isEqualTo(2.5);
        assertThat(m.label()).isEqualTo("ADC");
        assertThat(MapMaker.byProgram(out)).as("one of its quantities is a share").isTrue();
    }
}
