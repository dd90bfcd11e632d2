package loupe.core.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {
    private static final int W = 21;
    private static final int H = 13;

    @TempDir Path folder;

    private static boolean drawn(int x, int y) {
        return x == y || x + 2 * y == 20 || y == 4 && x > 6;
    }

    /// Black everywhere; graphics in bit 12 of each sample where wanted.
    private static DataSet.Builder image(boolean inPixels) {
        ByteBuffer b = ByteBuffer.allocate(2 * W * H).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < W * H; i++) {
            b.putShort((short) (inPixels && drawn(i % W, i / W) ? 1 << 12 | 5 : 5));
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, H)
                .put(Tag.Columns, Vr.US, W)
                .put(Tag.BitsAllocated, Vr.US, 16)
                .put(Tag.BitsStored, Vr.US, 12)
                .put(Tag.HighBit, Vr.US, 11)
                .put(Tag.PixelRepresentation, Vr.US, 0)
                .put(Tag.PixelData, Vr.OW, b.array());
    }

    private static DataSet.Builder overlay(DataSet.Builder b, int group, int columns, int rows, int row, int column) {
        return b.put(group | 0x0010, Vr.US, rows)
                .put(group | 0x0011, Vr.US, columns)
                .put(group | 0x0040, Vr.CS, "G")
                .put(group | 0x0100, Vr.US, 1)
                .put(group | 0x0102, Vr.US, 0)
                .put(group | 0x0050, Vr.SS, row, column);
    }

    private static byte[] packed(int columns, int rows, int dx, int dy) {
        byte[] bits = new byte[(columns * rows + 15) / 16 * 2];
        for (int i = 0; i < columns * rows; i++) {
            if (drawn(i % columns + dx, i / columns + dy)) {
                bits[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return bits;
    }

    private Path written(DataSet d) throws IOException {
        Path file = folder.resolve("overlay.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    /// Which pixels dcmtk draws the overlays on, on a black picture.
    private boolean[] dcmtk(Path file) throws IOException {
        Path out = folder.resolve("out.pgm");
        Peer.Answer a = Peer.run(
                List.of("dcm2pnm", "+Ww", "2000", "10", "+O", "0", "+op", file.toString(), out.toString()));
        assertThat(a.exit()).as(a.output()).isZero();
        byte[] all = Files.readAllBytes(out);
        boolean[] on = new boolean[W * H];
        for (int i = 0; i < on.length; i++) {
            on[i] = all[all.length - on.length + i] == -1;
        }
        return on;
    }

    private void agrees(DataSet d) throws IOException {
        Path little = written(d);
        boolean[] theirs = dcmtk(little);
        Path big = folder.resolve("big.dcm");
        assertThat(Peer.run(List.of("dcmconv", "+tb", little.toString(), big.toString())).exit()).isZero();
        for (Path file : List.of(little, big)) {
            DicomFile f = DicomReader.usual().read(file);
            List<Overlay> ours = Overlay.of(f.data(), f.syntax(), 0);
            for (int i = 0; i < W * H; i++) {
                int at = i;
                assertThat(ours.stream().anyMatch(o -> o.at(at % W, at / W))).as("pixel %d", i).isEqualTo(theirs[i]);
            }
            assertThat(PixelDecoder.decode(f.data(), f.syntax(), 0).sample(0)).isEqualTo(5);
        }
    }

    @Test
    void an_overlay_of_its_own_lies_where_dcmtk_draws_it() throws IOException {
        agrees(overlay(image(false), 0x60000000, W, H, 1, 1)
                .put(0x60003000, Vr.OW, packed(W, H, 0, 0))
                .build());
    }

    @Test
    void two_smaller_overlays_lie_at_their_origins() throws IOException {
        DataSet.Builder b = overlay(image(false), 0x60000000, 9, 6, 3, 2).put(0x60003000, Vr.OW, packed(9, 6, 1, 2));
        agrees(overlay(b, 0x60020000, 7, 5, 8, 12).put(0x60023000, Vr.OW, packed(7, 5, 11, 7)).build());
    }

    @Test
    void an_overlay_in_the_high_bits_of_pixels_is_found_and_kept_out_of_the_samples() throws IOException {
        agrees(overlay(image(true), 0x60000000, W, H, 1, 1)
                .put(0x60000100, Vr.US, 16)
                .put(0x60000102, Vr.US, 12)
                .build());
    }

    @Test
    void an_overlay_with_fewer_bits_than_it_declares_is_refused() {
        DataSet d = overlay(image(false), 0x60000000, W, H, 1, 1).put(0x60003000, Vr.OW, new byte[6]).build();
        assertThatThrownBy(() -> Overlay.of(d, TransferSyntax.EXPLICIT_LE, 0)).isInstanceOf(DicomException.class);
    }
}
