package loupe.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    @TempDir Path folder;

    private static final class Seen implements FileSource.Visitor {
        final List<byte[]> files = new ArrayList<>();
        final List<Boolean> archived = new ArrayList<>();
        final List<String> refused = new ArrayList<>();

        @Override
        public void found(FileSource.Found file) throws IOException {
            files.add(file.bytes().toArray(ValueLayout.JAVA_BYTE));
            archived.add(file.archived());
        }

        @Override
        public void refused(Path file, String why) {
            refused.add(why);
        }
    }

    private static Seen walk(Path p, FileSource source) throws IOException {
        Seen seen = new Seen();
        source.walk(p, JobContext.unattended(), seen);
        return seen;
    }

    private static byte[] zip(String name, byte[]... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry(name + i));
                zip.write(files[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gz = new GZIPOutputStream(out)) {
            gz.write(file);
        }
        return out.toByteArray();
    }

    private Path written(String name, byte[] bytes) throws IOException {
        Path p = folder.resolve(name);
        Files.createDirectories(p.getParent());
        return Files.write(p, bytes);
    }

    @Test
    void finds_plain_files_in_nested_folders_in_order_of_name() throws IOException {
        written("b/2", new byte[] {2});
        written("b/1/x", new byte[] {1});
        written("c", new byte[] {3});
        Seen seen = walk(folder, FileSource.usual());
        assertThat(seen.files).containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
        assertThat(seen.archived).containsOnly(false);
    }

    @Test
    void finds_files_in_zip_and_gzip_and_in_each_other() throws IOException {
        written("a.zip", zip("f", new byte[] {1}, gzip(new byte[] {2})));
        written("b.gz", gzip(new byte[] {3}));
        Seen seen = walk(folder, FileSource.usual());
        assertThat(seen.files).containsExactly(new byte[] {1}, new byte[] {2}, new byte[] {3});
        assertThat(seen.archived).containsOnly(true);
    }

    @Test
    void reads_a_zip_that_another_program_wrote() throws IOException {
        Path made = folder.resolve("made.zip");
        Peer.Answer a = Peer.python(
                "import sys, zipfile\n"
                        + "z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                        + "z.writestr('DICOM/IM1', b'one' * 1000)\nz.writestr('DICOM/IM2', b'two')\nz.close()",
                made.toString());
        assertThat(a.exit()).as(a.output()).isZero();
        assertThat(walk(made, FileSource.usual()).files).extracting(b -> b.length).containsExactly(3000, 3);
    }

    @Test
    void reads_the_public_gzip_file_as_the_image_in_it() throws IOException {
        Seen seen = walk(Shared.path("data/pydicom/test_files/zipMR.gz"), FileSource.usual());
        assertThat(seen.files).hasSize(1);
        DicomFile f = DicomReader.usual().read(java.lang.foreign.MemorySegment.ofArray(seen.files.getFirst()));
        assertThat(f.data().string(Tag.Modality)).contains("MR");
    }

    @Test
    void writes_nothing_wherever_an_entry_wants_to_be() throws IOException {
        Path inner = folder.resolve("inner");
        Files.createDirectories(inner);
        Files.write(inner.resolve("slip.zip"), zip("../../slipped", new byte[] {1}));
        Seen seen = walk(inner, FileSource.usual());
        assertThat(seen.files).hasSize(1);
        try (var all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void refuses_archives_that_grow_beyond_their_bounds() throws IOException {
        Path bomb = written("bomb.zip", zip("z", new byte[64 << 20]));
        Seen seen = walk(bomb, FileSource.usual());
        assertThat(seen.files).isEmpty();
        assertThat(seen.refused).containsExactly("the archive grows beyond its bounds");
        Path large = written("large.gz", gzip(new byte[5000]));
        assertThat(walk(large, new FileSource(new FileSource.Bounds(9, 4000, 200, 2))).refused)
                .containsExactly("the archive grows beyond its bounds");
    }

    @Test
    void refuses_too_many_entries_and_archives_too_deep_in_each_other() throws IOException {
        Path many = written("many.zip", zip("z", new byte[1], new byte[1], new byte[1]));
        assertThat(walk(many, new FileSource(new FileSource.Bounds(2, 100, 200, 2))).refused)
                .containsExactly("the archive has more than 2 files");
        Path deep = written("deep.zip", zip("z", zip("y", zip("x", new byte[1]))));
        assertThat(walk(deep, FileSource.usual()).refused).containsExactly("archives lie deeper in each other than 2");
    }

    @Test
    void refuses_damaged_archives_and_goes_on_with_the_next_file() throws IOException {
        byte[] gz = gzip(new byte[100]);
        written("a.gz", java.util.Arrays.copyOf(gz, gz.length / 2));
        byte[] zip = zip("f", new byte[100]);
        written("b.zip", java.util.Arrays.copyOf(zip, 40));
        written("c", new byte[] {7});
        Seen seen = walk(folder, FileSource.usual());
        assertThat(seen.refused)
                .containsExactly("the gzip file is damaged", "the ZIP archive is damaged or encrypted");
        assertThat(seen.files).containsExactly(new byte[] {7});
    }

    @Test
    void does_not_follow_symbolic_links() throws IOException {
        Path outside = written("outside/secret", new byte[] {1});
        Files.createDirectories(folder.resolve("in"));
        Files.createSymbolicLink(folder.resolve("in/link"), outside.getParent());
        Files.createSymbolicLink(folder.resolve("in/file"), outside);
        assertThat(walk(folder.resolve("in"), FileSource.usual()).files).isEmpty();
    }
}
