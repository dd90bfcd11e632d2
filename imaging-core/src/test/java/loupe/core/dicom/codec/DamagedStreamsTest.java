package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.image.Frame;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams with flipped and missing bytes give a frame of the right size or a [DicomException], never another
/// exception and never a hang.
class DamagedStreamsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dcmcjpls +el", "dcmcjpls +el +is", "dcmcjpls +en +md 3", "dcmcjpeg +el +sv 4", "dcmcjpeg +ee", "dcmcjpeg +eb",
                "dcmcrle", "gdcmconv -K"
            })
    void damage_is_refused_or_shown_but_breaks_nothing(String command) throws IOException {
        Phantom p = command.endsWith("+is")
                ? new Phantom(33, 21, 3, 8, 8, false)
                : new Phantom(33, 21, 1, command.endsWith("+eb") ? 8 : 16, command.endsWith("+eb") ? 8 : 12, false);
        Path made = Oracle.converted(Oracle.write(p.dataSet(), folder.resolve("raw.dcm")), command.split(" "));
        DicomFile f = DicomReader.usual().read(made);
        byte[] stream = EncodedFrames.of(f.data(), f.syntax()).bytes(0).toArray(ValueLayout.JAVA_BYTE);
        PixelDescription description = PixelDescription.of(f.data());
        SplittableRandom random = new SplittableRandom(command.hashCode());
        int shown = 0;
        int refused = 0;
        for (int i = 0; i < 800; i++) {
            byte[] b = i % 4 == 0 ? Arrays.copyOf(stream, random.nextInt(stream.length)) : stream.clone();
            for (int k = random.nextInt(0, 4); k > 0 && b.length > 0; k--) {
                b[random.nextInt(b.length)] = (byte) random.nextInt();
            }
            try {
                Frame frame = PixelDecoder.decode(new PixelDecoder.EncodedFrame(
                        description, f.syntax(), MemorySegment.ofArray(b), false, 0));
                assertThat(frame.columns()).isEqualTo(33);
                shown++;
            } catch (DicomException e) {
                refused++;
            }
        }
        assertThat(shown).isPositive();
        assertThat(refused).isPositive();
    }
}
