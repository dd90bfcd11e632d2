package loupe.core.dicom.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Frame;
import loupe.core.study.Instance;
import loupe.core.study.Stack;
import loupe.core.study.StackBuilder;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Pictures made of tiles whose places are known; every pixel of tile t holds 100 t plus its column.
class CuttingTilesTest {
    private static final int SIDE = 4;
    private static final int CREATOR = 0x00190010;

    private static DataSet.Builder picture(int across, int down, int tiles, String type) {
        byte[] pixels = new byte[2 * across * SIDE * down * SIDE];
        ByteBuffer out = ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < down * SIDE; y++) {
            for (int x = 0; x < across * SIDE; x++) {
                int tile = y / SIDE * across + x / SIDE;
                out.putShort((short) (tile < tiles ? 100 * tile + x % SIDE : 0));
            }
        }
        return DataSet.builder()
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "M", "ND", type)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.5")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.6")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.3.7")
                .put(Tag.Modality, Vr.CS, "MR")
                .put(Tag.AcquisitionDate, Vr.DA, "20200102")
                .put(Tag.AcquisitionTime, Vr.TM, "100000.5")
                .put(Tag.AcquisitionNumber, Vr.IS, "3")
                .put(Tag.EchoTime, Vr.DS, "30")
                .put(Tag.SpacingBetweenSlices, Vr.DS, "5")
                .put(Tag.SliceThickness, Vr.DS, "4")
                .put(Tag.PixelSpacing, Vr.DS, "2", "2")
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) down * SIDE)
                .put(Tag.Columns, Vr.US, (double) across * SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, pixels);
    }

    /// Five slices in a mosaic of nine places; the first slice's first pixel lies at (-50, -60, 20).
    private static DataSet.Builder mosaic() {
        double shift = 2.0 * (3 * SIDE - SIDE) / 2;
        return picture(3, 3, 5, "MOSAIC")
                .put(Tag.ImagePositionPatient, Vr.DS, Double.toString(-50 - shift), Double.toString(-60 - shift), "20")
                .put(CREATOR, Vr.LO, "SIEMENS MR HEADER")
                .put(0x0019100A, Vr.US, 5.0)
                .put(0x00191029, Vr.FD, 0.0, 1450.0, 482.5, 1932.5, 967.5);
    }

    /// A CSA image header of format 2 with one name.
    private static byte[] csa(String name, String... values) {
        ByteBuffer b = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        b.put("SV10".getBytes(StandardCharsets.US_ASCII)).putInt(0x01020304).putInt(1).putInt(77);
        b.put(name.getBytes(StandardCharsets.US_ASCII)).position(16 + 64);
        b.putInt(values.length).put("FD\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(5).putInt(values.length).putInt(77);
        for (String v : values) {
            b.putInt(v.length()).putInt(v.length()).putInt(77).putInt(v.length());
            b.put(v.getBytes(StandardCharsets.US_ASCII));
            b.position(b.position() + (4 - v.length() % 4) % 4);
        }
        byte[] out = new byte[b.position()];
        b.flip().get(out);
        return out;
    }

    private static TiledVolume.Slices cut(DataSet data) {
        return TiledVolume.of(data, TransferSyntax.EXPLICIT_LE);
    }

    private static List<Integer> firstPixels(TiledVolume.Slices s) throws DicomException {
        List<Integer> out = new ArrayList<>();
        for (int f = 0; f < s.data().integer(Tag.NumberOfFrames, 0); f++) {
            Frame frame = PixelDecoder.decode(EncodedFrames.of(s.data(), s.syntax()), s.syntax(), f);
            assertThat(frame.columns()).isEqualTo(SIDE);
            assertThat(frame.sample(SIDE * SIDE - 1L) - frame.sample(0)).isEqualTo(SIDE - 1);
            out.add((int) frame.sample(0));
        }
        return out;
    }

    private static PatientPoint place(TiledVolume.Slices s, int frame) {
        return Headers.instance(s.data()).planes().get(frame).origin();
    }

    private static void isAt(PatientPoint p, double x, double y, double z) {
        assertThat(p.distanceMm(new PatientPoint(x, y, z))).isCloseTo(0, Offset.offset(1e-6));
    }

    @Nested
    class A_siemens_mosaic {

        @Test
        void becomes_one_frame_a_slice_with_places_of_their_own() throws DicomException {
            TiledVolume.Slices s = cut(mosaic().put(0x00290010, Vr.LO, "SIEMENS CSA HEADER")
                    .put(0x00291010, Vr.OB, csa("SliceNormalVector", "0.0", "0.0", "1.0")).build());
            assertThat(s.warnings()).isEmpty();
            assertThat(firstPixels(s)).containsExactly(0, 100, 200, 300, 400);
            isAt(place(s, 0), -50, -60, 20);
            isAt(place(s, 4), -50, -60, 40);
            Stack stack = StackBuilder.stacks(List.of(Headers.instance(s.data()))).getFirst();
            assertThat(stack.slices()).hasSize(5);
            assertThat(stack.warnings()).isEmpty();
            assertThat(stack.grid().sliceMm()).isCloseTo(5, Offset.offset(1e-9));
        }

        @Test
        void goes_down_where_the_image_header_says_so() {
            TiledVolume.Slices s = cut(mosaic().put(0x00290010, Vr.LO, "SIEMENS CSA HEADER")
                    .put(0x00291010, Vr.OB, csa("SliceNormalVector", "0.0", "0.0", "-1.0")).build());
            isAt(place(s, 4), -50, -60, 0);
        }

        @Test
        void goes_by_the_places_of_the_protocol_where_it_was_numbered_from_the_head() {
            StringBuilder protocol = new StringBuilder("junk\0### ASCCONV BEGIN ###\nsSliceArray.lSize = 5\n");
            for (int i = 0; i < 5; i++) {
                String at = "sSliceArray.asSlice[" + i + "].";
                protocol.append(at).append("sPosition.dSag = -47.0\n").append(at).append("sPosition.dCor = -57.0\n")
                        .append(at).append("sPosition.dTra = ").append(5 * i).append('\n')
                        .append(at).append("dReadoutFOV = 8\n");
            }
            TiledVolume.Slices s = cut(mosaic().remove(0x0019100A)
                    .put(0x00291020, Vr.OB, protocol.append("### ASCCONV END ###").toString().getBytes(StandardCharsets.US_ASCII))
                    .build());
            assertThat(s.warnings()).isEmpty();
            isAt(place(s, 0), -50, -60, 20);
            isAt(place(s, 4), -50, -60, 0);
        }

        @Test
        void says_that_the_order_was_assumed_where_nothing_tells() {
            assertThat(cut(mosaic().build()).warnings()).singleElement().asString().contains("check head and feet");
        }

        @Test
        void keeps_each_slices_time_and_the_volumes_echo_and_time() {
            DataSet d = cut(mosaic().build()).data();
            FunctionalGroups g = FunctionalGroups.of(d);
            assertThat(g.group(1, Tag.FrameContentSequence).string(Tag.FrameReferenceDateTime, ""))
                    .isEqualTo("20200102100001.950000");
            Instance i = Headers.instance(d);
            assertThat(i.phases()).hasSize(5).allMatch(p -> p.values().getFirst().equals("3"));
            assertThat(g.group(0, Tag.MREchoSequence).number(Tag.EffectiveEchoTime)).hasValue(30);
        }

        @Test
        void is_another_instance_that_names_the_one_it_was_and_is_the_same_next_time() {
            DataSet once = cut(mosaic().build()).data();
            DataSet again = cut(mosaic().build()).data();
            assertThat(once.string(Tag.SOPInstanceUID, ""))
                    .isNotEqualTo("1.2.3.4")
                    .isEqualTo(again.string(Tag.SOPInstanceUID, ""));
            assertThat(FunctionalGroups.of(once).group(2, 0x00209172).string(Tag.ReferencedSOPInstanceUID, ""))
                    .isEqualTo("1.2.3.4");
            assertThat(once.string(Tag.FrameOfReferenceUID, "")).isEqualTo("1.2.3.7");
        }

        @Test
        void says_no_more_that_it_is_one() {
            DataSet d = cut(mosaic().build()).data();
            assertThat(d.strings(Tag.ImageType)).doesNotContain("MOSAIC").hasSizeGreaterThanOrEqualTo(4);
            assertThat(d.contains(0x0019100A)).isFalse();
            assertThat(d.contains(Tag.ImagePositionPatient)).isFalse();
        }

        @Test
        void is_found_where_private_elements_lost_their_vr_and_creator() throws DicomException {
            DataSet d = mosaic().remove(CREATOR).remove(0x0019100A).put(0x0019100A, Vr.UN, new byte[] {5, 0}).build();
            assertThat(firstPixels(cut(d))).hasSize(5);
        }

        @Test
        void without_its_layout_stays_one_picture_and_loses_its_place() {
            DataSet d = mosaic().remove(0x0019100A).build();
            TiledVolume.Slices s = cut(d);
            assertThat(s.warnings()).singleElement().asString().contains("without a place");
            assertThat(Headers.instance(s.data()).planes()).isEmpty();
        }

        @Test
        void of_a_size_that_its_tiles_do_not_divide_is_not_cut() {
            TiledVolume.Slices s = cut(mosaic().put(0x0019100A, Vr.US, 17.0).build());
            assertThat(s.data().contains(Tag.NumberOfFrames)).isFalse();
            assertThat(s.warnings()).hasSize(1);
        }
    }

    @Nested
    class A_uih_grid {

        /// Eleven slices in a grid of four across and three down, each with a place and a time in an item of its own.
        private DataSet.Builder grid() {
            List<DataSet> items = new ArrayList<>();
            for (int i = 0; i < 11; i++) {
                items.add(DataSet.builder()
                        .put(Tag.AcquisitionDateTime, Vr.DT, "2020010210000" + i % 10 + ".000000")
                        .put(Tag.ImagePositionPatient, Vr.DS, "-10", "-20", Integer.toString(6 * i))
                        .build());
            }
            return picture(4, 3, 11, "VFRAME")
                    .put(0x00650010, Vr.LO, "Image Private Header")
                    .put(0x00651050, Vr.DS, "11")
                    .put(0x00651051, items);
        }

        @Test
        void becomes_one_frame_a_slice_where_its_items_say() throws DicomException {
            TiledVolume.Slices s = cut(grid().build());
            assertThat(firstPixels(s)).hasSize(11).endsWith(1000);
            isAt(place(s, 10), -10, -20, 60);
            assertThat(StackBuilder.stacks(List.of(Headers.instance(s.data())))).singleElement()
                    .satisfies(t -> assertThat(t.grid().sliceMm()).isCloseTo(6, Offset.offset(1e-9)));
        }

        @Test
        void is_read_where_its_items_came_as_bytes() throws Exception {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            DicomWriter.write(DataSet.builder().put(0x00651051, grid().build().items(0x00651051)).build(),
                    TransferSyntax.IMPLICIT_LE, bytes);
            byte[] value = java.util.Arrays.copyOfRange(bytes.toByteArray(), 8, bytes.size());
            DataSet d = grid().remove(0x00651051).put(0x00651051, Vr.UN, value).build();
            isAt(place(cut(d), 10), -10, -20, 60);
        }
    }

    @Test
    void headers_damaged_anywhere_give_slices_or_the_picture_and_nothing_else() {
        Random random = new Random(12);
        byte[] whole = csa("SliceNormalVector", "0.0", "0.0", "1.0");
        String[] odd = {"1e308", "-1e308", "a", "", "0", "9e99"};
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int k = 0; k <= i % 8; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            DataSet.Builder b = mosaic().put(0x00290010, Vr.LO, "SIEMENS CSA HEADER").put(0x00291010, Vr.OB, damaged)
                    .put(0x00191029, Vr.FD, random.nextDouble() * 1e300, 0, -1e18, Double.NaN, 5)
                    .put(0x0019100A, Vr.US, random.nextInt(30));
            if (i % 3 == 0) {
                b.put(Tag.ImagePositionPatient, Vr.DS, odd[random.nextInt(6)], "0", odd[random.nextInt(6)])
                        .put(Tag.PixelSpacing, Vr.DS, odd[random.nextInt(6)], "2")
                        .put(Tag.SpacingBetweenSlices, Vr.DS, odd[random.nextInt(6)])
                        .put(Tag.ImageOrientationPatient, Vr.DS, odd[random.nextInt(6)], "0", "0", "0", "1",
                                odd[random.nextInt(6)]);
            }
            assertThat(Headers.instance(cut(b.build()).data()).sopClassUid()).isNotEmpty();
        }
    }

    @Test
    void other_pictures_stay_as_they_are() {
        DataSet d = mosaic().put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY").build();
        assertThat(cut(d).data()).isSameAs(d);
    }
}
