package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.series.VolumeReader;
import loupe.core.dicom.value.DecimalString;
import loupe.core.dicom.pet.Suv;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Phantoms whose answers are known by formula: numbers within a millionth, voxelised shapes within half a voxel of their
/// surface.
class NumericTruthTest {
    private static final Percentage MILLIONTH = Percentage.withPercentage(1e-4);

    /// Turned about two axes, unequal spacings, far from the origin.
    private static VoxelGrid oblique(int columns, int rows, int slices) {
        double a = Math.toRadians(33);
        double b = Math.toRadians(-17);
        PatientVector x = new PatientVector(Math.cos(a), Math.sin(a), 0);
        PatientVector y = new PatientVector(-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b));
        return new VoxelGrid(
                columns, rows, slices, new PatientPoint(-151.3, 88.7, 912.4), x.times(0.7), y.times(0.9),
                x.cross(y).times(1.6), "2.25.1");
    }

    private static Mask shape(VoxelGrid g, java.util.function.Predicate<PatientPoint> in) {
        Mask.Builder b = Mask.builder(g);
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                if (in.test(g.toPatient(i % g.columns(), i / g.columns(), s))) {
                    b.add(s, i);
                }
            }
        }
        return b.build();
    }

    @Test
    void positions_go_to_indices_and_back_within_a_millionth() {
        VoxelGrid g = oblique(60, 50, 40);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            double[] at = {random.nextDouble(-10, 70), random.nextDouble(-10, 60), random.nextDouble(-10, 50)};
            PatientPoint p = g.toPatient(at[0], at[1], at[2]);
            double[] back = g.toIndex(p);
            assertThat(p.distanceMm(g.toPatient(back[0], back[1], back[2]))).isLessThan(1e-6);
            // Worked out apart: origin + steps, by coordinate.
            double x = -151.3 + at[0] * g.columnStep().xMm() + at[1] * g.rowStep().xMm() + at[2] * g.sliceStep().xMm();
            assertThat(p.xMm()).isCloseTo(x, within(1e-9));
        }
    }

    @Test
    void lengths_angles_and_areas_are_those_of_the_drawing() {
        VoxelGrid g = oblique(60, 50, 40);
        // 3-4-5 on the slice: 30 columns of 0.7 and 40/0.9*0.7 rows.
        PatientPoint a = g.toPatient(5, 5, 7);
        PatientPoint b = g.toPatient(35, 5, 7);
        PatientPoint c = g.toPatient(35, 5 + 28 / 0.9, 7);
        assertThat(Geometry.lengthMm(List.of(a, b))).isCloseTo(21, MILLIONTH);
        assertThat(Geometry.lengthMm(List.of(a, b, c))).isCloseTo(49, MILLIONTH);
        assertThat(a.distanceMm(c)).isCloseTo(35, MILLIONTH);
        assertThat(Geometry.angleDegrees(a, b, c)).isCloseTo(90, MILLIONTH);
        assertThat(Geometry.angleDegrees(b, a, c)).isCloseTo(Math.toDegrees(Math.atan2(4, 3)), MILLIONTH);
        assertThat(Geometry.areaMm2(List.of(a, b, c))).isCloseTo(294, MILLIONTH);
        assertThat(Geometry.cobbDegrees(b.minus(a), a.minus(c))).isCloseTo(Math.toDegrees(Math.atan2(4, 3)), MILLIONTH);
        PatientPoint almost = g.toPatient(35, 5 + 1e-5, 7);
        assertThat(Geometry.angleDegrees(b, a, almost)).isCloseTo(Math.toDegrees(9e-6 / 21), MILLIONTH);
    }

    @Test
    void a_voxelised_ball_has_its_volume_and_centre_within_half_a_voxel_of_its_surface() {
        VoxelGrid g = oblique(60, 50, 30);
        PatientPoint centre = g.toPatient(30.3, 24.6, 14.2);
        for (double radius : new double[] {6, 11.5, 15}) {
            Mask ball = shape(g, p -> p.distanceMm(centre) <= radius);
            LabelStatistics s = LabelStatistics.of(ball);
            double half = 1.6 / 2;
            assertThat(s.millilitres()).isBetween(ml(radius - half), ml(radius + half));
            assertThat(s.millilitres()).isCloseTo(ball.count() * 0.7 * 0.9 * 1.6 / 1000, within(1e-9));
            assertThat(s.centroid().orElseThrow().distanceMm(centre)).isLessThan(half);
            assertThat((s.last().orElseThrow().column() - s.first().orElseThrow().column() + 1) * 0.7)
                    .isCloseTo(2 * radius, within(0.7));
        }
    }

    private static double ml(double radius) {
        return 4.0 / 3 * Math.PI * radius * radius * radius / 1000;
    }

    @Test
    void statistics_of_a_region_are_those_of_the_formula() {
        VoxelGrid g = oblique(40, 40, 8);
        try (Volume v = Phantom.of(g, p -> 40)) {
            PatientPoint centre = g.toPatient(20, 20, 4);
            Mask ball = shape(g, p -> p.distanceMm(centre) < 6);
            Statistics flat = LabelStatistics.of(ball, v).values().orElseThrow();
            assertThat(flat.mean()).isEqualTo(40);
            assertThat(flat.deviation()).isZero();
        }
        // Values 0..99 over a large offset: mean and median 49.5, deviation sqrt(99*101/12) by n, sqrt(100*101/12) by n - 1.
        Statistics.Builder b = new Statistics.Builder();
        IntStream.range(0, 100).forEach(i -> b.add(1e9 + i));
        b.add(Double.NaN);
        Statistics s = b.build().orElseThrow();
        assertThat(s.count()).isEqualTo(100);
        assertThat(s.mean() - 1e9).isCloseTo(49.5, MILLIONTH);
        assertThat(s.median() - 1e9).isCloseTo(49.5, MILLIONTH);
        assertThat(s.deviation()).isCloseTo(Math.sqrt(99 * 101 / 12.0), MILLIONTH);
        assertThat(s.sampleDeviation()).isCloseTo(Math.sqrt(100 * 101 / 12.0), MILLIONTH);
        assertThat(s.least()).isEqualTo(1e9);
        assertThat(s.greatest()).isEqualTo(1e9 + 99);
    }

    /// A PET phantom through its DICOM attributes: each slice with its own rescale, a ball of SUV 4 in a background of 1.
    private static final class Pet implements PixelSupply {
        static final double FACTOR = 75_000 / (3.7e8 * Math.pow(0.5, 3600.0 / 6588));
        final List<DataSet> headers = new ArrayList<>();
        final VoxelGrid grid = VoxelGrid.axial(24, 24, 12, new PatientPoint(-48, -48, 100), 4, 3, "2.25.3");

        Pet() {
            for (int s = 0; s < grid.slices(); s++) {
                headers.add(slice(s));
            }
        }

        static boolean hot(PatientPoint p) {
            return p.distanceMm(new PatientPoint(-3, 2, 117)) < 13;
        }

        private DataSet slice(int s) {
            double slope = 0.5 + 0.25 * s;
            byte[] raw = new byte[24 * 24 * 2];
            for (int i = 0; i < 576; i++) {
                double suv = hot(grid.toPatient(i % 24, i / 24, s)) ? 4 : 1;
                int stored = (int) Math.rint(suv / FACTOR / slope);
                raw[2 * i] = (byte) stored;
                raw[2 * i + 1] = (byte) (stored >> 8);
            }
            PatientPoint at = grid.toPatient(0, 0, s);
            DataSet dose = DataSet.builder()
                    .put(Tag.RadionuclideTotalDose, Vr.DS, "370000000")
                    .put(Tag.RadionuclideHalfLife, Vr.DS, "6588")
                    .put(Tag.RadiopharmaceuticalStartTime, Vr.TM, "100000")
                    .build();
            return DataSet.builder()
                    .put(Tag.SOPInstanceUID, Vr.UI, "2.25.6" + s)
                    .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.5")
                    .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.3")
                    .put(Tag.Modality, Vr.CS, "PT")
                    .put(Tag.Units, Vr.CS, "BQML")
                    .put(Tag.CorrectedImage, Vr.CS, "ATTN", "DECY")
                    .put(Tag.DecayCorrection, Vr.CS, "START")
                    .put(Tag.PatientWeight, Vr.DS, "75")
                    .put(Tag.SeriesDate, Vr.DA, "20240310")
                    .put(Tag.SeriesTime, Vr.TM, "110000")
                    .put(Tag.RadiopharmaceuticalInformationSequence, List.of(dose))
                    .put(Tag.ImagePositionPatient, Vr.DS, ds(at.xMm()), ds(at.yMm()), ds(at.zMm()))
                    .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                    .put(Tag.PixelSpacing, Vr.DS, "4", "4")
                    .put(Tag.SliceThickness, Vr.DS, "3")
                    .put(Tag.RescaleSlope, Vr.DS, ds(slope))
                    .put(Tag.RescaleIntercept, Vr.DS, "0")
                    .put(Tag.SamplesPerPixel, Vr.US, 1)
                    .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                    .put(Tag.Rows, Vr.US, 24)
                    .put(Tag.Columns, Vr.US, 24)
                    .put(Tag.BitsAllocated, Vr.US, 16)
                    .put(Tag.BitsStored, Vr.US, 16)
                    .put(Tag.HighBit, Vr.US, 15)
                    .put(Tag.PixelRepresentation, Vr.US, 0)
                    .put(Tag.PixelData, Vr.OW, raw)
                    .build();
        }

        private static String ds(double v) {
            return DecimalString.format(v);
        }

        @Override
        public DataSet header(String uid) {
            return headers.stream().filter(h -> h.string(Tag.SOPInstanceUID, "").equals(uid)).findFirst().orElseThrow();
        }

        @Override
        public Frame frame(String uid, int frame) throws IOException {
            return PixelDecoder.decode(header(uid), TransferSyntax.EXPLICIT_LE, frame);
        }
    }

    @Test
    void a_pet_ball_has_its_suv_through_rescale_of_each_slice() throws IOException {
        Pet pet = new Pet();
        Stack stack = Headers.series(pet.headers).getFirst().stacks().getFirst();
        double factor = ((Suv.Factor) Suv.of(pet.headers.getFirst())).value();
        assertThat(factor).isCloseTo(Pet.FACTOR, MILLIONTH);
        try (Volume v = VolumeReader.read(stack, pet, JobContext.unattended())) {
            Mask ball = shape(stack.grid(), Pet::hot);
            Statistics s = LabelStatistics.of(ball, v).values().orElseThrow();
            // Stored values are whole numbers of up to 3 Bq/ml steps: half a step of rounding at most.
            double rounding = 0.5 * (0.5 + 0.25 * 11) * factor;
            assertThat(s.mean() * factor).isCloseTo(4, within(rounding));
            assertThat(s.greatest() * factor).isCloseTo(4, within(rounding));
            assertThat(s.count()).isEqualTo(ball.count());
        }
    }
}
