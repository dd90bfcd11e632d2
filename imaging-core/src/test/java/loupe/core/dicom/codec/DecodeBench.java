package loupe.core.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Times decoding by transfer syntax against the native tool, interleaved in one run: `DecodeBench FOLDER SIDE ROUNDS [SYNTAX]`.
///
/// The tool's start-up is removed by the slope between a file of one frame and one of eleven; ours is timed in a warm
/// process. Both write what they decoded (the tool to disk, as it cannot do otherwise).
public final class DecodeBench {
    private static final int FRAMES = 11;

    private record Case(String name, int bits, List<String> encode, List<String> decode, double bar) {}

    private static final List<Case> CASES = List.of(
            new Case("RLE", 12, List.of("dcmcrle"), List.of("dcmdrle"), 1.1),
            new Case("JPEG baseline", 8, List.of("dcmcjpeg", "+eb"), List.of("dcmdjpeg"), 1.1),
            new Case("JPEG extended", 12, List.of("dcmcjpeg", "+ee"), List.of("dcmdjpeg"), 1.5),
            new Case("JPEG lossless SV1", 12, List.of("dcmcjpeg", "+e1"), List.of("dcmdjpeg"), 1.5),
            new Case("JPEG-LS", 12, List.of("dcmcjpls", "+el"), List.of("dcmdjpls"), 1.1),
            new Case("JPEG-LS near", 12, List.of("dcmcjpls", "+en"), List.of("dcmdjpls"), 1.1),
            new Case("JPEG 2000 lossy", 12, List.of("gdcmconv", "-K", "-Y", "-r", "10"), List.of("gdcmconv", "--raw"), 1.1),
            new Case("JPEG 2000 lossless", 12, List.of("gdcmconv", "-K"), List.of("gdcmconv", "--raw"), 1.1),
            new Case("deflated", 12, List.of("dcmconv", "+td"), List.of("dcmconv", "+te"), 1.1));

    private final Path folder;
    private final int side;
    private final int rounds;

    private DecodeBench(Path folder, int side, int rounds) {
        this.folder = folder;
        this.side = side;
        this.rounds = rounds;
    }

    /// @param a folder to work in, pixels a side, rounds, how the names of the syntaxes wanted begin
    /// @throws IOException if a tool fails
    public static void main(String[] a) throws IOException {
        DecodeBench b = new DecodeBench(Path.of(a[0]), Integer.parseInt(a[1]), Integer.parseInt(a[2]));
        for (Case c : CASES) {
            if (c.name.startsWith(a.length > 3 ? a[3] : "")) {
                b.run(c, System.out);
            }
        }
    }

    private void run(Case c, PrintStream out) throws IOException {
        Path one = encoded(c, 1);
        Path many = encoded(c, FRAMES);
        DicomFile f = DicomReader.usual().read(many);
        List<Double> ratios = new ArrayList<>();
        double ourBest = Double.MAX_VALUE;
        double theirBest = Double.MAX_VALUE;
        decoded(f);
        for (int r = 0; r < rounds; r++) {
            double tool = (tool(c, many) - tool(c, one)) / (FRAMES - 1);
            double ours = decoded(c.name.equals("deflated") ? DicomReader.usual().read(many) : f) / FRAMES;
            if (c.name.equals("deflated")) {
                long from = System.nanoTime();
                decoded(DicomReader.usual().read(many));
                ours = (System.nanoTime() - from) / 1e6 / FRAMES;
            }
            ourBest = Math.min(ourBest, ours);
            theirBest = Math.min(theirBest, tool);
            ratios.add(ours / tool);
        }
        ratios.sort(null);
        double median = ratios.get(ratios.size() / 2);
        out.printf(java.util.Locale.ROOT, "figure: %s %d^2: ours %.1f ms, %s %.1f ms a frame, median ratio %.2f (bar %.1f) %s%n",
                c.name, side, ourBest, c.decode.getFirst(), theirBest, median, c.bar, median <= c.bar ? "ok" : "ABOVE");
    }

    /// Milliseconds for all frames, each copied out as a tool would write it.
    private static double decoded(DicomFile f) throws IOException {
        long from = System.nanoTime();
        EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
        ByteArrayOutputStream sink = new ByteArrayOutputStream(1 << 20);
        for (int i = 0; i < frames.count(); i++) {
            byte[] raw = PixelDecoder.decode(frames, f.syntax(), i).samples().toArray(ValueLayout.JAVA_BYTE);
            sink.reset();
            sink.write(raw, 0, Math.min(raw.length, 1 << 16));
        }
        return (System.nanoTime() - from) / 1e6;
    }

    private double tool(Case c, Path file) throws IOException {
        List<String> command = new ArrayList<>(c.decode);
        command.add(file.toString());
        command.add(folder.resolve("decoded.dcm").toString());
        long from = System.nanoTime();
        run(command);
        return (System.nanoTime() - from) / 1e6;
    }

    private Path encoded(Case c, int frames) throws IOException {
        Path raw = folder.resolve("raw-" + c.bits + "-" + frames + ".dcm");
        if (!Files.exists(raw)) {
            DataSet one = new Phantom(side, side, 1, c.bits > 8 ? 16 : 8, c.bits, false).dataSet();
            byte[] pixels = one.bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE);
            byte[] all = new byte[pixels.length * frames];
            for (int i = 0; i < frames; i++) {
                System.arraycopy(pixels, 0, all, i * pixels.length, pixels.length);
            }
            Oracle.write(one.toBuilder()
                    .put(Tag.NumberOfFrames, Vr.IS, "" + frames)
                    .put(Tag.PixelData, c.bits > 8 ? Vr.OW : Vr.OB, all)
                    .build(), raw);
        }
        Path out = folder.resolve(c.name.replace(' ', '-') + "-" + frames + ".dcm");
        List<String> command = new ArrayList<>(c.encode);
        command.addAll(List.of(raw.toString(), out.toString()));
        run(command);
        return out;
    }

    private static void run(List<String> command) throws IOException {
        Peer.Answer a = Peer.run(command);
        if (a.exit() != 0) {
            throw new IOException(command.getFirst() + ": " + Arrays.toString(a.output().split("\n")));
        }
    }
}
