package loupe.inference.slide;

import java.io.IOException;
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
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.PixelSupply;
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
        return PixelDecoder.decode(f.data(), f.syntax(), frame);
    }
}
