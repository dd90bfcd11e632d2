package loupe.exchange.web.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of several parts, as they come in pieces of any size.
class MultipartReaderTest {
    private static final MultipartBounds SMALL = new MultipartBounds(512, 1 << 20, 10);

    /// A stream that gives a few bytes a read, as a slow connection does.
    private static InputStream inPieces(byte[] body, int most) {
        return new FilterInputStream(new ByteArrayInputStream(body)) {
            private final SplittableRandom chance = new SplittableRandom(most);

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1 + chance.nextInt(most)));
            }
        };
    }

    private static byte[] body(String boundary, List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] p : parts) {
            out.writeBytes(("--" + boundary
                    + "\r\nContent-Type: application/dicom\r\nContent-Length: 3\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(p);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(("--" + boundary + "--\r\nwhat follows").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static List<byte[]> read(InputStream in, String boundary, MultipartBounds bounds) throws IOException {
        MultipartReader reader = new MultipartReader(in, boundary, bounds);
        List<byte[]> out = new ArrayList<>();
        for (Optional<MultipartReader.Part> p = reader.next(); p.isPresent(); p = reader.next()) {
            assertThat(p.get().type().name()).isEqualTo("application/dicom");
            out.add(p.get().body().readAllBytes());
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 4096, 1 << 20})
    void parts_of_any_length_come_as_they_were_in_pieces_of_any_size(int piece) throws Exception {
        SplittableRandom chance = new SplittableRandom(5);
        List<byte[]> parts = new ArrayList<>();
        for (int length : new int[] {0, 1, 2, 65_530, 65_536, 65_541, 200_000}) {
            byte[] p = new byte[length];
            chance.nextBytes(p);
            parts.add(p);
        }

        List<byte[]> read = read(inPieces(body("b", parts), piece), "b", SMALL);

        assertThat(read).usingElementComparator(Arrays::compare).isEqualTo(parts);
    }

    @Test
    void what_begins_like_a_boundary_is_part_of_the_part() throws Exception {
        byte[] like = "\r\n--b0\r\n\r\n--bb--\r\n--b\u0000\r\n-".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(inPieces(body("b", List.of(like, like)), 3), "b", SMALL)).containsExactly(like, like);
    }

    @Test
    void a_part_that_is_not_read_is_passed_over() throws Exception {
        MultipartReader reader =
                new MultipartReader(new ByteArrayInputStream(body("b", List.of(new byte[70_000], new byte[] {7}))), "b", SMALL);
        reader.next().orElseThrow().body().read();

        assertThat(reader.next().orElseThrow().body().readAllBytes()).containsExactly(7);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void one_byte_a_read_is_as_good_as_many_and_takes_no_longer_than_it_should() throws Exception {
        byte[] part = new byte[1 << 19];
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(body("b", List.of(part))), "b", SMALL);
        InputStream in = reader.next().orElseThrow().body();
        int n = 0;
        while (in.read() >= 0) {
            n++;
        }

        assertThat(n).isEqualTo(part.length);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing at all, no boundary",
        "--b, ends within",
        "'--b\r\nA: 1', ends within",
        "'--b\r\nA: 1\r\n\r\nxyz', before the boundary that closes it",
        "'--b\r\nA: 1\r\n\r\nxyz\r\n--', before the boundary that closes it",
        "'--b\r\nA: 1\r\n\r\nxyz\r\n--b', before the boundary that closes it",
        "'--bx\r\n\r\n', follows a boundary",
        "'--b\r\nno colon\r\n\r\n', header without a name",
        "'--b\r\nContent-Transfer-Encoding: base64\r\n\r\n', encoded"
    })
    void a_body_that_is_none_is_refused_with_a_reason(String body, String reason) {
        assertThatThrownBy(() -> {
                    MultipartReader r = new MultipartReader(
                            new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), "b", SMALL);
                    while (r.next().isPresent()) {}
                })
                .isInstanceOf(MultipartException.class)
                .hasMessageContaining(reason);
    }

    /// A stream without end, of zeros.
    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) 'x');
                return length;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "'', first boundary does not come",
        "'--b\r\nA: ', headers of a part are longer",
        "'--b\r\n\r\n', a part is longer"
    })
    void what_does_not_end_is_ended_at_its_bound(String begin, String reason) {
        InputStream in = new SequenceInputStream(
                new ByteArrayInputStream(begin.getBytes(StandardCharsets.ISO_8859_1)), endless());

        assertThatThrownBy(() -> readAll(in)).isInstanceOf(MultipartException.class).hasMessageContaining(reason);
    }

    private static void readAll(InputStream in) throws IOException {
        MultipartReader r = new MultipartReader(in, "b", SMALL);
        while (r.next().isPresent()) {}
    }

    @Test
    void more_parts_than_are_taken_are_refused() {
        List<byte[]> parts = Collections.nCopies(11, new byte[1]);

        assertThatThrownBy(() -> read(new ByteArrayInputStream(body("b", parts)), "b", SMALL))
                .hasMessageContaining("more than 10 parts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "multipart/related; type=\"application/dicom\"; boundary=\"a b\"#a b#application/dicom",
        "Multipart/Related;boundary=ab;type=application/dicom#ab#application/dicom",
        "multipart/related; boundary = ab ; type=application/dicom#ab#application/dicom",
        "multipart/related; type=\"application/octet-stream; transfer-syntax=1.2.840\"; boundary=x#x#application/octet-stream",
        "multipart/related; boundary=\"a\\\"b\"; type=\"application/dicom\"#a\"b#application/dicom"
    })
    void media_types_are_read_as_peers_write_them(String header, String boundary, String type) {
        MediaType read = MediaType.of(header);

        assertThat(read.isRelated()).isTrue();
        assertThat(read.parameter("boundary")).contains(boundary);
        assertThat(read.type()).isEqualTo(type);
    }
}
