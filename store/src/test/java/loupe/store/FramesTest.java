package loupe.store;

import loupe.core.digest.Sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loupe.core.digest.Sha256;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.store.face.ImportBatch;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramesTest {
    private static final TransferSyntax JPEG = TransferSyntax.of(TransferSyntax.JPEG_BASELINE);

    @TempDir
    Path temp;

    private Store store;

    @BeforeEach
    void opens() throws Exception {
        store = Store.create(
                temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device")));
    }

    @AfterEach
    void closes() throws Exception {
        store.close();
    }

    private StoredInstance stored(TransferSyntax syntax, DataSet data) throws StoreException {
        try (ImportBatch batch = store.beginImport()) {
            DeidentifiedInstance instance = new DeidentifiedInstance(syntax, data);
            batch.add(instance);
            String study = instance.studyInstanceUid();
            batch.commit(Sample.become(Sample.summary(study, 1)), Sample.imported(study));
            return store.instances(study).getLast();
        }
    }

    private static byte[] bytes(MemorySegment m) {
        return m.toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] random(int n, int seed) {
        byte[] b = new byte[n];
        new Random(seed).nextBytes(b);
        return b;
    }

    private static DataSet.Builder frames(int n) {
        return Sample.header(Sample.STUDY, 1).put(Tag.NumberOfFrames, Vr.IS, Integer.toString(n));
    }

    @Nested
    class Encapsulated_pixels {
        private final List<byte[]> fragments =
                List.of(random(10, 1), random(20, 2), random(300_000, 3), random(8, 4), random(6, 5));

        private Element.Fragments element(List<byte[]> all, int... offsets) {
            ByteBuffer table = ByteBuffer.allocate(offsets.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            for (int o : offsets) {
                table.putInt(o);
            }
            List<MemorySegment> segments = new ArrayList<>();
            all.forEach(f -> segments.add(MemorySegment.ofArray(f)));
            return new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(table.array()), segments);
        }

        private static byte[] joined(byte[]... parts) {
            var out = new java.io.ByteArrayOutputStream();
            for (byte[] p : parts) {
                out.writeBytes(p);
            }
            return out.toByteArray();
        }

        @Test
        void are_cut_at_the_basic_offset_table() throws Exception {
            // Frame 1: fragments 0 and 1; frame 2: fragment 2; frame 3: fragments 3 and 4.
            int second = (8 + 10) + (8 + 20);
            int third = second + 8 + 300_000;
            StoredInstance i = stored(JPEG, frames(3).put(element(fragments, 0, second, third)).build());
            assertThat(bytes(i.frame(0))).isEqualTo(joined(fragments.get(0), fragments.get(1)));
            assertThat(bytes(i.frame(1))).isEqualTo(fragments.get(2));
            assertThat(bytes(i.frame(2))).isEqualTo(joined(fragments.get(3), fragments.get(4)));
        }

        @Test
        void are_cut_at_the_extended_offset_table() throws Exception {
            ByteBuffer table = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
            table.putLong(0).putLong(18).putLong(46).putLong(300_054).putLong(300_070);
            StoredInstance i = stored(
                    JPEG,
                    frames(5).put(Tag.ExtendedOffsetTable, Vr.OV, table.array()).put(element(fragments)).build());
            assertThat(bytes(i.frame(3))).isEqualTo(fragments.get(3));
            assertThat(bytes(i.frame(4))).isEqualTo(fragments.get(4));
        }

        @Test
        void are_one_fragment_a_frame_without_a_table() throws Exception {
            StoredInstance i = stored(JPEG, frames(5).put(element(fragments)).build());
            for (int f = 4; f >= 0; f--) {
                assertThat(bytes(i.frame(f))).isEqualTo(fragments.get(f));
            }
        }

        @Test
        void are_joined_whole_for_one_frame() throws Exception {
            StoredInstance i = stored(JPEG, frames(1).put(element(fragments)).build());
            assertThat(bytes(i.frame(0))).isEqualTo(joined(fragments.toArray(new byte[0][])));
        }

        @Test
        void are_cut_at_start_markers_where_no_table_tells() throws Exception {
            byte[] start = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
            List<byte[]> all = List.of(start, random(4, 9), start, random(6, 8));
            StoredInstance i = stored(JPEG, frames(2).put(element(all)).build());
            assertThat(bytes(i.frame(1))).isEqualTo(joined(all.get(2), all.get(3)));
        }

        @Test
        void are_refused_by_frame_but_kept_where_nothing_tells() throws Exception {
            StoredInstance i = stored(JPEG, frames(3).put(element(fragments)).build());
            StoreException e = catchThrowableOfType(StoreException.class, () -> i.frame(1));
            assertThat(e.kind()).isEqualTo(Kind.FRAMES_UNKNOWN);
            assertSame(element(fragments), i.original().data());
        }

        @Test
        void come_back_fragment_by_fragment_with_their_table() throws Exception {
            Element.Fragments put = element(fragments, 0, 46, 300_054);
            assertSame(put, stored(JPEG, frames(3).put(put).build()).original().data());
        }

        private static void assertSame(Element.Fragments put, DataSet back) {
            Element.Fragments got = (Element.Fragments) back.get(Tag.PixelData).orElseThrow();
            assertThat(bytes(got.offsetTable())).isEqualTo(bytes(put.offsetTable()));
            assertThat(got.fragments().stream().map(FramesTest::bytes).toList())
                    .usingRecursiveComparison()
                    .isEqualTo(put.fragments().stream().map(FramesTest::bytes).toList());
        }
    }

    @Nested
    class Native_pixels {
        private DataSet.Builder image(int frames, int rows, int columns, int bits) {
            return frames(frames)
                    .put(Tag.Rows, Vr.US, (double) rows)
                    .put(Tag.Columns, Vr.US, (double) columns)
                    .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                    .put(Tag.BitsAllocated, Vr.US, (double) bits);
        }

        @Test
        void of_one_bit_come_with_the_bit_they_begin_at() throws Exception {
            // 3 × 5 = 15 bits a frame: frame 1 is bits 15 to 29, in bytes 1 to 3.
            byte[] packed = random(6, 3);
            StoredInstance i = stored(
                    TransferSyntax.EXPLICIT_LE, image(3, 3, 5, 1).put(Tag.PixelData, Vr.OB, packed).build());
            assertThat(bytes(i.frame(1))).containsExactly(packed[1], packed[2], packed[3]);
            assertThat(i.frameBitOffset(1)).isEqualTo(7);
            assertThat(bytes(i.original().data().bytes(Tag.PixelData).orElseThrow())).isEqualTo(packed);
        }

        @Test
        void keep_their_byte_order() throws Exception {
            byte[] pixels = random(2 * 2 * 2, 4);
            Element.Value v = new Element.Value(Tag.PixelData, Vr.OW, MemorySegment.ofArray(pixels), true);
            StoredInstance i = stored(TransferSyntax.EXPLICIT_BE, image(1, 2, 2, 16).put(v).build());
            assertThat(i.bigEndianPixels()).isTrue();
            assertThat(i.syntax()).isEqualTo(TransferSyntax.EXPLICIT_BE);
            assertThat(bytes(i.frame(0))).isEqualTo(pixels);
        }

        @Test
        void too_short_for_a_frame_are_refused_there_only() throws Exception {
            byte[] pixels = random(2 * 2 * 2 + 4, 4);
            StoredInstance i = stored(
                    TransferSyntax.EXPLICIT_LE, image(2, 2, 2, 16).put(Tag.PixelData, Vr.OW, pixels).build());
            assertThat(i.frame(0).byteSize()).isEqualTo(8);
            assertThat(catchThrowableOfType(StoreException.class, () -> i.frame(1)).kind())
                    .isEqualTo(Kind.FRAMES_UNKNOWN);
        }

        @Test
        void may_be_missing_altogether() throws Exception {
            StoredInstance i = stored(TransferSyntax.EXPLICIT_LE, Sample.header(Sample.STUDY, 1).build());
            assertThat(i.frames()).isZero();
            assertThat(i.original().data().contains(Tag.PixelData)).isFalse();
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }
    }

    @Nested
    class Public_files {
        @Test
        void come_back_with_the_same_pixels() throws Exception {
            String shared = System.getProperty("loupe.shared", "");
            Path folder = Path.of(shared, "data", "pydicom");
            Assumptions.assumeTrue(Files.isDirectory(folder), "the folder of public files is absent");
            int compared = 0;
            try (var files = Files.walk(folder)) {
                for (Path p : files.filter(Files::isRegularFile).sorted().toList()) {
                    compared += comesBack(p) ? 1 : 0;
                }
            }
            System.out.println("public files stored and read back: " + compared);
            assertThat(compared).isGreaterThan(30);
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }

        private boolean comesBack(Path p) throws Exception {
            DicomFile file;
            try {
                file = DicomReader.usual().read(p);
            } catch (java.io.IOException e) {
                return false;
            }
            DataSet data = file.data();
            boolean usable = data.string(Tag.SOPInstanceUID).isPresent()
                    && data.string(Tag.StudyInstanceUID).isPresent()
                    && data.contains(Tag.PixelData)
                    && Files.size(p) < 3_000_000;
            if (!usable) {
                return false;
            }
            String study = data.string(Tag.StudyInstanceUID).orElseThrow();
            int before = store.instances(study).size();
            StoredInstance i = stored(file.syntax(), data);
            if (store.instances(study).size() == before) {
                return false;
            }
            Element was = data.get(Tag.PixelData).orElseThrow();
            Element is = i.original().data().get(Tag.PixelData).orElseThrow();
            assertThat(is.vr()).isEqualTo(was.vr());
            assertThat(all(is)).isEqualTo(all(was));
            return true;
        }

        private static List<String> all(Element e) {
            return switch (e) {
                case Element.Value v -> List.of(hash(v.bytes()));
                case Element.Sequence s -> List.of();
                case Element.Fragments f -> f.fragments().stream().map(Public_files::hash).toList();
            };
        }

        private static String hash(MemorySegment m) {
            return Sha256.hex(bytes(m));
        }
    }
}
