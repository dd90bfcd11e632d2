package loupe.core.dicom.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.intake.FileSource;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
    @TempDir Path folder;

    private static List<Inspection> inspected(Path root, boolean identity, boolean pixels) throws IOException {
        List<Inspection> out = new ArrayList<>();
        Inspector inspector = new Inspector(identity, pixels);
        FileSource.usual().walk(root, JobContext.unattended(), new FileSource.Visitor() {
            @Override
            public void found(FileSource.Found file) throws IOException {
                out.add(inspector.inspect(file));
            }

            @Override
            public void refused(Path file, String why) {
                out.add(new Inspection(FileKind.OTHER, List.of(), List.of(why), List.of(), ""));
            }
        });
        return out;
    }

    private static Inspection one(String name, boolean identity) throws IOException {
        return inspected(Shared.path(name), identity, true).getFirst();
    }

    @Test
    void tells_content_syntax_and_size_but_no_name_unless_asked() throws IOException {
        Inspection i = one("data/pydicom/test_files/CT_small.dcm", false);
        assertThat(i.facts())
                .contains(
                        new Inspection.Fact("content", "CT Image Storage"),
                        new Inspection.Fact("transfer syntax", "Explicit VR Little Endian"),
                        new Inspection.Fact("size", "128 x 128"));
        assertThat(i.identity()).isEmpty();
        assertThat(i.facts().toString() + i.oddities()).doesNotContain("CompressedSamples", "1CT1");
        assertThat(one("data/pydicom/test_files/CT_small.dcm", true).identity())
                .contains(new Inspection.Fact("PatientID", "1CT1"));
    }

    @Test
    void says_what_is_odd() throws IOException {
        assertThat(one("data/pydicom/test_files/rtplan_truncated.dcm", false).oddities())
                .contains("the file ends inside an element; what was complete is kept");
        assertThat(one("data/pydicom/test_files/no_meta.dcm", false).kind()).isEqualTo(FileKind.OTHER);
        assertThat(one("data/pydicom/test_files/ExplVR_LitEndNoMeta.dcm", false).oddities())
                .anyMatch(o -> o.contains("meta"));
        assertThat(one("data/pydicom/test_files/dicomdirtests/DICOMDIR", false).facts())
                .contains(new Inspection.Fact("content", "index of a medium (DICOMDIR)"));
    }

    @Test
    void foreign_slides_name_the_way_out_and_other_files_say_what_they_are() throws IOException {
        write("a.svs", "II*\0........Aperio Image Library v11");
        write("b.ndpi", "II*\0........Hamamatsu");
        write("c.tif", "MM\0*........");
        write("d.pdf", "%PDF-1.4");
        write("e.txt", "hello");
        write("f", "");
        List<Inspection> all = inspected(folder, false, true);
        assertThat(all).extracting(Inspection::kind)
                .containsExactly(
                        FileKind.SVS, FileKind.NDPI, FileKind.TIFF, FileKind.PDF, FileKind.OTHER, FileKind.EMPTY);
        assertThat(all.subList(0, 3)).allMatch(i -> i.oddities().getFirst().contains("wsidicomizer"));
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void copies_of_an_instance_have_its_uid() throws IOException {
        Path source = Shared.path("data/pydicom/test_files/CT_small.dcm");
        Files.copy(source, folder.resolve("a.dcm"));
        Files.copy(source, folder.resolve("b.dcm"));
        List<Inspection> all = inspected(folder, false, false);
        assertThat(all.get(0).instanceUid()).isNotEmpty().isEqualTo(all.get(1).instanceUid());
    }

    @Test
    void a_header_read_alone_is_the_whole_files_without_pixels() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        try (var files = Files.walk(Shared.path("data/pydicom"))) {
            for (Path p : files.filter(Files::isRegularFile).sorted().toList()) {
                DicomFile whole;
                try {
                    whole = DicomReader.usual().read(p);
                } catch (DicomException e) {
                    continue;
                }
                DataSet header = DicomReader.usual().header(p).data();
                List<Integer> expected = tags(whole.data());
                if (!tags(header).equals(expected)) {
                    wrong.put(p.getFileName().toString(), "tags differ");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// Tags before the pixel data.
    private static List<Integer> tags(DataSet d) {
        return d.elements().stream()
                .map(e -> e.tag())
                .filter(t -> Integer.compareUnsigned(t, Tag.FloatPixelData) < 0)
                .toList();
    }

    @Test
    void a_header_costs_nothing_of_its_pixels() throws IOException {
        // A file whose pixels are 3 GB of hole: reading it whole would need as much memory.
        Path file = folder.resolve("large.dcm");
        byte[] small = Files.readAllBytes(Shared.path("data/pydicom/test_files/CT_small.dcm"));
        int at = indexOf(small, new byte[] {(byte) 0xe0, 0x7f, 0x10, 0, 'O', 'W'});
        try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
            f.write(small, 0, at + 8);
            f.write(new byte[] {0, 0, 0, (byte) 0xc0});
            f.setLength(at + 12 + 0xc0000000L);
        }
        assertThat(DicomReader.usual().header(file).data().string(Tag.Modality)).contains("CT");
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; ; i++) {
            if (MemorySegment.ofArray(all).asSlice(i, part.length).mismatch(MemorySegment.ofArray(part)) < 0) {
                return i;
            }
        }
    }
}
