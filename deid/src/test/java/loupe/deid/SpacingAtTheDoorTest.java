package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.value.FrameRate;
import loupe.core.measure.ImageScale;
import loupe.core.measure.Scale;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What lengths are measured by comes through the door in every profile, and nothing that stands beside it.
class SpacingAtTheDoorTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);

    static Stream<Profile> profiles() {
        return Profiles.names().stream().map(n -> Profiles.named(n).orElseThrow());
    }

    private static DataSet.Builder image(String sopClass, String modality) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.99")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.99.2")
                .put(Tag.PatientName, Vr.PN, "Okonkwo^Adaeze")
                .put(Tag.PatientID, Vr.LO, "4711")
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.BurnedInAnnotation, Vr.CS, "NO")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 64.0)
                .put(Tag.Columns, Vr.US, 64.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    private static DataSet.Builder region(double format, double top, double bottom) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.RegionSpatialFormat, Vr.US, format)
                .put(0x00186014, Vr.US, 1)
                .put(Tag.RegionFlags, Vr.UL, 1)
                .put(Tag.RegionLocationMinX0, Vr.UL, 0)
                .put(Tag.RegionLocationMinY0, Vr.UL, top)
                .put(Tag.RegionLocationMaxX1, Vr.UL, 63)
                .put(Tag.RegionLocationMaxY1, Vr.UL, bottom)
                .put(Tag.ReferencePixelX0, Vr.SL, 3)
                .put(Tag.ReferencePixelY0, Vr.SL, -4)
                .put(Tag.ReferencePixelPhysicalValueX, Vr.FD, 1.5)
                .put(Tag.ReferencePixelPhysicalValueY, Vr.FD, -2.5)
                .put(Tag.PhysicalUnitsXDirection, Vr.US, format == 1 ? 3 : 4)
                .put(Tag.PhysicalUnitsYDirection, Vr.US, format == 1 ? 3 : 7)
                .put(Tag.PhysicalDeltaX, Vr.FD, 0.042)
                .put(Tag.PhysicalDeltaY, Vr.FD, -0.031);
    }

    private static DataSet cleaned(Profile profile, DataSet source) {
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(source, TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
        assertThat(new LeakSearch(Files10.write(c.instance())).found(List.of("Okonkwo", "OKONKWO", "Adaeze", "4711"))).isEmpty();
        return c.instance().data();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void regions_of_ultrasound_and_the_rate_of_a_clip(Profile profile) {
        DataSet clip = image("1.2.840.10008.5.1.4.1.1.3.1", "US")
                .put(Tag.NumberOfFrames, Vr.IS, "2")
                .put(Tag.FrameTime, Vr.DS, "40")
                .put(Tag.RecommendedDisplayFrameRate, Vr.IS, "20")
                .put(Tag.CineRate, Vr.IS, "25")
                .put(Tag.SequenceOfUltrasoundRegions, List.of(
                        region(1, 0, 31).put(Tag.ImageComments, Vr.LT, "Mrs OKONKWO").build(), region(3, 32, 63).build()))
                .put(Tag.PixelData, Vr.OW, new byte[2 * 64 * 64])
                .build();
        DataSet out = cleaned(profile, clip);
        assertThat(ImageScale.of(out)).isEqualTo(ImageScale.of(clip)).isInstanceOf(Scale.Regions.class);
        assertThat(FrameRate.of(out)).hasValue(20);
        assertThat(out.number(Tag.FrameTime)).hasValue(40);
        assertThat(out.number(Tag.CineRate)).hasValue(25);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void spacing_and_magnification_of_a_film(Profile profile) {
        DataSet.Builder film = image("1.2.840.10008.5.1.4.1.1.1.1", "DX")
                .put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.2")
                .put(Tag.PixelData, Vr.OW, new byte[64 * 64]);
        assertThat(ImageScale.of(cleaned(profile, film.build()))).isEqualTo(new Scale.Detector());
        DataSet distances = film.put(Tag.DistanceSourceToDetector, Vr.DS, "1500").put(Tag.DistanceSourceToPatient, Vr.DS, "1200").build();
        assertThat(ImageScale.of(cleaned(profile, distances))).isEqualTo(new Scale.Magnified(1.25));
        DataSet stated = film.put(Tag.EstimatedRadiographicMagnificationFactor, Vr.DS, "1.1").build();
        assertThat(ImageScale.of(cleaned(profile, stated))).isEqualTo(new Scale.Magnified(1.1));
        DataSet calibrated = film.put(Tag.PixelSpacing, Vr.DS, "0.17", "0.17").put(0x00280A02, Vr.CS, "FIDUCIAL").build();
        assertThat(ImageScale.of(cleaned(profile, calibrated))).isEqualTo(new Scale.Calibrated());
    }
}
