package loupe.review.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedSpoolTest {
    private static final String NAME = "Quexington^Zbigniewa";

    @TempDir Path folder;

    private static byte[] instance(int size, long seed) {
        byte[] out = new byte[size];
        new Random(seed).nextBytes(out);
        byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, out, size / 2, name.length);
        return out;
    }

    @Test
    void what_was_kept_comes_out_byte_by_byte_in_any_order_whatever_its_size() throws IOException {
        try (SealedSpool spool = SealedSpool.open(folder, 1L << 30, new SecureRandom())) {
            List<byte[]> all = new ArrayList<>();
            List<SealedSpool.Held> held = new ArrayList<>();
            for (int size : new int[] {64, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_003}) {
                byte[] one = instance(size, size);
                all.add(one);
                held.add(spool.keep(new ByteArrayInputStream(one)));
            }
            for (int i = all.size() - 1; i >= 0; i--) {
                assertThat(held.get(i).bytes().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(all.get(i));
                byte[] head = held.get(i).head().toArray(ValueLayout.JAVA_BYTE);
                assertThat(all.get(i)).startsWith(head);
                assertThat(head.length).isEqualTo(Math.min(all.get(i).length, 1 << 16));
            }
        }
    }

    @Test
    void neither_a_name_in_the_folder_nor_a_byte_of_an_instance_on_the_disk_is_left_while_it_is_open() throws IOException {
        Path open = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(open), "skipped: this system does not show what files a process has open");
        try (SealedSpool spool = SealedSpool.open(folder, 1L << 30, new SecureRandom())) {
            spool.keep(new ByteArrayInputStream(instance(3_000_000, 1)));
            try (Stream<Path> all = Files.list(folder)) {
                assertThat(all).as("a kill leaves no file").isEmpty();
            }
            int looked = 0;
            try (Stream<Path> all = Files.list(open)) {
                for (Path p : all.toList()) {
                    String target = Files.isSymbolicLink(p) ? Files.readSymbolicLink(p).toString() : "";
                    if (target.startsWith(folder.toRealPath().toString())) {
                        looked++;
                        assertThat(Files.readString(p, StandardCharsets.ISO_8859_1)).hasSizeGreaterThan(3_000_000).doesNotContain("Quexington");
                    }
                }
            }
            assertThat(looked).isEqualTo(1);
        }
    }

    @Test
    void there_is_no_room_beyond_its_bound_and_room_again_when_it_is_cleared() throws IOException {
        try (SealedSpool spool = SealedSpool.open(folder, 2 << 20, new SecureRandom())) {
            assertThatThrownBy(() -> spool.keep(new ByteArrayInputStream(instance(3 << 20, 1)))).isInstanceOf(EOFException.class);
            spool.clear();
            byte[] one = instance(1_000_000, 2);
            assertThat(spool.keep(new ByteArrayInputStream(one)).bytes().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(one);
        }
    }

    @Test
    void a_stream_that_breaks_is_not_held_and_what_was_cleared_cannot_be_opened() throws IOException {
        try (SealedSpool spool = SealedSpool.open(folder, 1L << 30, new SecureRandom())) {
            InputStream breaks = new InputStream() {
                private int left = 2_000_000;

                @Override
                public int read() throws IOException {
                    if (left-- <= 0) {
                        throw new IOException("the connection broke");
                    }
                    return 7;
                }
            };
            assertThatThrownBy(() -> spool.keep(breaks)).hasMessage("the connection broke");
            SealedSpool.Held held = spool.keep(new ByteArrayInputStream(instance(100_000, 3)));
            spool.clear();
            assertThatThrownBy(held::bytes).isInstanceOf(EOFException.class);
        }
    }
}
