package loupe.core.dicom.parametric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Frame;
import loupe.core.segment.Code;
import loupe.core.study.SliceRef;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MapQuantitiesTest {
    private static final Code ADC = new Code("10*-6.mm2/s", "UCUM", "10-6 mm2/s");
    private static final Code SECONDS = new Code("s", "UCUM", "second");
    private static final Code NONE = new Code("1", "UCUM", "no units");

    @TempDir Path folder;

    private static MapVolume read(DataSet map) throws IOException {
        List<MapQuantity> all = MapQuantities.of(map);
        assertThat(all).hasSize(1);
        return MapVolume.read(all.getFirst(), DrawnMap.pixels(map), JobContext.unattended());
    }

    private static double stored(int frame, int pixel) {
        return 100 * frame + pixel;
    }

    private static DataSet.Builder plain(Code unit, double slope) {
        return DrawnMap.header(DrawnMap.frames(2), DrawnMap.mapping("ADC", unit, slope, "Apparent Diffusion Coefficient"));
    }

    static Stream<DataSet> ofEachKindOfPixel() {
        return Stream.of(
                DrawnMap.floats(plain(ADC, 0.5), 2, MapQuantitiesTest::stored),
                DrawnMap.doubles(plain(ADC, 0.5), 2, MapQuantitiesTest::stored),
                DrawnMap.shorts(plain(ADC, 0.5), 2, MapQuantitiesTest::stored));
    }

    @Nested
    class A_map {
        @ParameterizedTest
        @MethodSource("loupe.core.dicom.parametric.MapQuantitiesTest#ofEachKindOfPixel")
        void has_real_world_values_with_quantity_and_unit_where_its_frames_lie(DataSet map) throws IOException {
            MapQuantity q = MapQuantities.of(map).getFirst();
            assertThat(q.text()).isEqualTo("Apparent Diffusion Coefficient  10-6 mm2/s");
            assertThat(q.stack().grid().toPatient(1, 2, 1)).isEqualTo(new PatientPoint(-8, 24, 5));
            try (MapVolume v = read(map)) {
                assertThat(v.volume().unit()).isEqualTo("10-6 mm2/s");
                assertThat(v.volume().value(3, 2, 1)).isEqualTo(0.5f * 111);
                assertThat(v.clearUpTo()).isZero();
                assertThat(v.window().from()).as("values above 0, from their 1st percentile").isCloseTo(0.5, within(1e-9));
                assertThat(v.window().to()).as("to their 99th: number 22 of 23").isCloseTo(0.5 * 111, within(1e-9));
            }
        }

        @Test
        void of_shares_opens_from_0_to_1_and_of_per_cent_to_100() throws IOException {
            try (MapVolume v = read(DrawnMap.floats(plain(NONE, 1), 2, (f, i) -> i / 20.0))) {
                assertThat(v.window().from()).isZero();
                assertThat(v.window().to()).isEqualTo(1);
            }
            try (MapVolume v = read(DrawnMap.floats(plain(new Code("%", "UCUM", "percent"), 1), 2, (f, i) -> i))) {
                assertThat(v.window().to()).isEqualTo(100);
            }
        }

        @Test
        void with_values_below_0_leaves_none_clear() throws IOException {
            DataSet signed = DrawnMap.mapping("CHANGE", SECONDS, 1, "").toBuilder().put(0x00409214, Vr.FD, -1000).build();
            try (MapVolume v = read(DrawnMap.floats(DrawnMap.header(DrawnMap.frames(2), signed), 2, (f, i) -> i - 5))) {
                assertThat(v.clearUpTo()).isEqualTo(Double.NEGATIVE_INFINITY);
                assertThat(v.window().from()).isEqualTo(-5);
            }
        }

        @Test
        void has_no_value_where_padded_out_of_range_not_a_number_or_without_end() throws IOException {
            double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1001, -1, 77};
            DataSet map = DrawnMap.floats(plain(ADC, 1).put(0x00280122, Vr.FL, 77), 2, (f, i) -> i < odd.length ? odd[i] : i);
            try (MapVolume v = read(map)) {
                for (int i = 0; i < odd.length; i++) {
                    assertThat(v.volume().value(i % 4, i / 4, 0)).as("pixel %d", i).isNaN();
                }
                assertThat(v.volume().value(2, 1, 0)).isEqualTo(6);
            }
        }

        @Test
        void by_a_table_takes_its_entries() throws IOException {
            DataSet table = DrawnMap.item().put(Tag.RealWorldValueFirstValueMapped, Vr.US, 2)
                    .put(Tag.RealWorldValueLastValueMapped, Vr.US, 4)
                    .put(Tag.RealWorldValueLUTData, Vr.FD, 10, 20, 40)
                    .put(Tag.LUTLabel, Vr.SH, "T1")
                    .build();
            try (MapVolume v = read(DrawnMap.shorts(DrawnMap.header(DrawnMap.frames(2), table), 2, (f, i) -> i))) {
                assertThat(v.volume().value(1, 0, 0)).isNaN();
                assertThat(v.volume().value(2, 0, 0)).isEqualTo(10);
                assertThat(v.volume().value(0, 1, 0)).isEqualTo(40);
                assertThat(v.volume().value(1, 1, 0)).isNaN();
            }
        }
    }

    @Nested
    class Several_quantities {
        @Test
        void on_frames_of_their_own_are_told_apart_though_they_lie_in_one_place() throws IOException {
            DataSet adc = DrawnMap.mapping("ADC", ADC, 1, "ADC");
            DataSet t2 = DrawnMap.mapping("T2", SECONDS, 0.001, "");
            List<DataSet> frames = List.of(
                    DrawnMap.frame(0, adc), DrawnMap.frame(0, t2), DrawnMap.frame(5, adc), DrawnMap.frame(5, t2), DrawnMap.frame(10, adc));
            DataSet map = DrawnMap.floats(DrawnMap.header(frames), 5, MapQuantitiesTest::stored);
            List<MapQuantity> all = MapQuantities.of(map);
            assertThat(all).extracting(MapQuantity::text).containsExactly("ADC  10-6 mm2/s", "T2 explained  s");
            assertThat(all.getFirst().stack().slices()).extracting(SliceRef::frame).containsExactly(0, 2, 4);
            try (MapVolume v = MapVolume.read(all.getLast(), DrawnMap.pixels(map), JobContext.unattended())) {
                assertThat(v.volume().value(1, 0, 1)).isEqualTo(0.301f);
            }
        }

        @Test
        void of_the_same_pixels_have_each_their_own_values() throws IOException {
            DataSet map = DrawnMap.floats(DrawnMap.header(DrawnMap.frames(2), DrawnMap.mapping("A", ADC, 1, ""),
                    DrawnMap.mapping("A", ADC, 10, ""), DrawnMap.mapping("B", SECONDS, 100, "")), 2, MapQuantitiesTest::stored);
            List<MapQuantity> all = MapQuantities.of(map);
            assertThat(all).hasSize(3);
            assertThat(all.get(1).maps().getFirst().slope()).isEqualTo(10);
            assertThat(all).allSatisfy(q -> assertThat(q.stack().slices()).hasSize(2));
        }

        @Test
        void at_several_times_are_so_many_maps() throws IOException {
            List<DataSet> frames = new ArrayList<>();
            for (int f = 0; f < 6; f++) {
                frames.add(DrawnMap.frame(5.0 * (f % 3)));
            }
            DataSet map = DrawnMap.floats(DrawnMap.header(frames, DrawnMap.mapping("A", ADC, 1, "")), 6, MapQuantitiesTest::stored);
            assertThat(MapQuantities.of(map)).extracting(MapQuantity::name)
                    .containsExactly("A explained (1 of 2)", "A explained (2 of 2)");
        }
    }

    @Nested
    class Is_refused_with_a_reason {
        @Test
        void without_places_or_a_mapping() {
            DataSet nowhere = plain(ADC, 1).put(Tag.PerFrameFunctionalGroupsSequence, List.of(DrawnMap.item().build())).build();
            assertThatThrownBy(() -> MapQuantities.of(nowhere)).isInstanceOf(DicomException.class).hasMessageContaining("where they lie");
            DataSet bare = DrawnMap.header(DrawnMap.frames(2)).build();
            assertThatThrownBy(() -> MapQuantities.of(bare)).isInstanceOf(DicomException.class).hasMessageContaining("real-world value mapping");
        }

        @Test
        void with_fewer_pixels_than_frames() {
            DataSet cut = DrawnMap.floats(plain(ADC, 1), 1, MapQuantitiesTest::stored);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(DicomException.class);
        }

        @Test
        void where_no_pixel_has_a_value() {
            DataSet none = DrawnMap.floats(plain(ADC, 1), 2, (f, i) -> Double.NaN);
            assertThatThrownBy(() -> read(none)).isInstanceOf(DicomException.class).hasMessageContaining("no pixel");
        }
    }

    @Nested
    class By_a_program {
        @Test
        void are_maps_of_probabilities_scores_and_unknown_units_and_no_others() {
            for (Code c : List.of(NONE, new Code("%", "UCUM", "percent"), new Code("{score}", "UCUM", "score"),
                    new Code("x", "99LAB", "suspicion"), new Code("{a}.1", "UCUM", "x"))) {
                assertThat(MapMaker.byProgram(plain(c, 1).build())).as(c.value()).isTrue();
            }
            for (Code c : List.of(ADC, SECONDS, new Code("[hnsf'U]", "UCUM", "HU"), new Code("ml/(100.g)/min", "UCUM", "CBF"))) {
                assertThat(MapMaker.byProgram(plain(c, 1).build())).as(c.value()).isFalse();
            }
            assertThat(MapMaker.byProgram(DrawnMap.header(DrawnMap.frames(1)).build())).as("without a mapping").isTrue();
            assertThat(MapMaker.byProgram(DrawnMap.header(
                    List.of(DrawnMap.frame(0, DrawnMap.mapping("A", ADC, 1, "")), DrawnMap.frame(5, DrawnMap.mapping("P", NONE, 1, "")))).build()))
                    .as("one of two").isTrue();
        }
    }

    /// pydicom 3 knows nothing of these classes: file, numbers and codes are its own.
    @Test
    void a_file_of_pydicom_has_the_values_pydicom_wrote() throws IOException {
        Path file = folder.resolve("map.dcm");
        Peer.Answer a = Peer.python(
                """
                import sys, numpy
                from pydicom.dataset import Dataset, FileMetaDataset
                from pydicom.sequence import Sequence
                from pydicom.uid import ExplicitVRLittleEndian, generate_uid
                def code(v, s, m):
                    d = Dataset(); d.CodeValue = v; d.CodingSchemeDesignator = s; d.CodeMeaning = m
                    return Sequence([d])
                d = Dataset()
                d.SOPClassUID = '1.2.840.10008.5.1.4.1.1.30'; d.SOPInstanceUID = generate_uid()
                d.FrameOfReferenceUID = generate_uid(); d.Modality = 'MR'
                d.Rows = 5; d.Columns = 7; d.NumberOfFrames = 3; d.SamplesPerPixel = 1
                d.PhotometricInterpretation = 'MONOCHROME2'; d.BitsAllocated = 32
                m = Dataset(); m.DoubleFloatRealWorldValueFirstValueMapped = -1e30
                m.DoubleFloatRealWorldValueLastValueMapped = 1e30
                m.RealWorldValueSlope = 1e6; m.RealWorldValueIntercept = 0.0
                m.LUTLabel = 'ADC'; m.LUTExplanation = 'ADC map'
                m.MeasurementUnitsCodeSequence = code('um2/s', 'UCUM', 'um2/s')
                q = Dataset(); q.ValueType = 'CODE'; q.ConceptNameCodeSequence = code('246205007', 'SCT', 'Quantity')
                q.ConceptCodeSequence = code('113041', 'DCM', 'Apparent Diffusion Coefficient')
                m.QuantityDefinitionSequence = Sequence([q])
                o = Dataset(); o.ImageOrientationPatient = [1, 0, 0, 0, 0, -1]
                p = Dataset(); p.PixelSpacing = [1.5, 1.25]; p.SliceThickness = 4
                g = Dataset(); g.PlaneOrientationSequence = Sequence([o]); g.PixelMeasuresSequence = Sequence([p])
                g.RealWorldValueMappingSequence = Sequence([m])
                d.SharedFunctionalGroupsSequence = Sequence([g])
                fs = []
                for i in range(3):
                    at = Dataset(); at.ImagePositionPatient = [3, 10 + 4 * i, 50]
                    f = Dataset(); f.PlanePositionSequence = Sequence([at]); fs.append(f)
                d.PerFrameFunctionalGroupsSequence = Sequence(fs)
                d.FloatPixelData = numpy.arange(105, dtype='<f4').__mul__(numpy.float32(1e-5)).tobytes()
                d.file_meta = FileMetaDataset(); d.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
                d.file_meta.MediaStorageSOPClassUID = d.SOPClassUID; d.file_meta.MediaStorageSOPInstanceUID = d.SOPInstanceUID
                d.is_little_endian = True; d.is_implicit_VR = False
                d.save_as(sys.argv[1], write_like_original=False)
                """,
                file.toString());
        assertThat(a.exit()).as(a.output()).isZero();
        DicomFile f = DicomReader.usual().read(file);
        PixelSupply pixels = new PixelSupply() {
            @Override
            public DataSet header(String uid) {
                return f.data();
            }

            @Override
            public Frame frame(String uid, int frame) throws IOException {
                return PixelDecoder.decode(f.data(), f.syntax(), frame);
            }
        };
        MapQuantity q = MapQuantities.of(f.data()).getFirst();
        assertThat(q.text()).isEqualTo("Apparent Diffusion Coefficient  um2/s");
        try (MapVolume v = MapVolume.read(q, pixels, JobContext.unattended())) {
            for (int i = 0; i < 105; i++) {
                PatientPoint at = new PatientPoint(3 + 1.25 * (i % 7), 10 + 4.0 * (i / 35), 50 - 1.5 * (i / 7 % 5));
                double[] there = v.volume().grid().toIndex(at);
                assertThat((double) v.volume().value((int) Math.rint(there[0]), (int) Math.rint(there[1]), (int) Math.rint(there[2])))
                        .as("pixel %d", i).isCloseTo(10.0 * i, within(1e-3));
            }
        }
    }
}
