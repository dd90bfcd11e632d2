package loupe.inference.slide;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.PixelSupply;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.dicom.slide.TiledImage;
import loupe.core.image.Frame;

/// A slide from a folder of DICOM files.
final class PublicSlide implements PixelSupply {
    private final Map<String, DicomFile> files = new HashMap<>();

    private PublicSlide() {}

    static SlideScan scan(Path folder) throws IOException {
        PublicSlide slide = new PublicSlide();
        List<DataSet> headers = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path p : all.filter(f -> f.toString().endsWith(".dcm")).toList()) {
                DicomFile f = DicomReader.usual().read(p);
                slide.files.put(f.data().string(Tag.SOPInstanceUID, ""), f);
                headers.add(f.data());
            }
        }
        SlidePyramid pyramid = SlidePyramid.of(headers);
        TiledImage finest = pyramid.levels().getFirst();
        DataSet header = headers.stream().filter(h -> h.integer(Tag.TotalPixelMatrixColumns, 0) == finest.columns())
                .findFirst().orElseThrow();
        return new SlideScan(new SlideReader(pyramid, new TileCache(slide, 1 << 26)),
                SlideFrame.of(header, finest.columnMm(), finest.rowMm()), "2.25.1", "SM");
    }

    private DicomFile file(String uid) throws IOException {
        DicomFile f = files.get(uid);
        if (f == null) {
            throw new IOException("no such instance");
        }
        return f;
    }

    @Override
    public DataSet header(String uid) throws IOException {
        return file(uid).data();
    }

    @Override
    public Frame frame(String uid, int frame) throws IOException {
        DicomFile f = file(uid);
        return rgb(PixelDecoder.decode(f.data(), f.syntax(), frame));
    }

    /// These files say RGB of JFIF streams, which hold YCbCr (ITU-T T.871); the decoder gives what the stream holds, as
    /// dcmtk does without its option to guess.
    private static Frame rgb(Frame f) {
        byte[] out = new byte[3 * f.columns() * f.rows()];
        for (int i = 0; i < out.length; i += 3) {
            double y = f.sample(i);
            double cb = f.sample(i + 1L) - 128;
            double cr = f.sample(i + 2L) - 128;
            out[i] = level(y + 1.402 * cr);
            out[i + 1] = level(y - 0.344136 * cb - 0.714136 * cr);
            out[i + 2] = level(y + 1.772 * cb);
        }
        return new Frame(f.columns(), f.rows(), 3, Frame.Format.U8, MemorySegment.ofArray(out));
    }

    private static byte level(double v) {
        return (byte) Math.clamp(Math.round(v), 0, 255);
    }
}
