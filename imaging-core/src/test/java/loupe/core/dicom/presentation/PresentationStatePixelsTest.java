package loupe.core.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import loupe.core.Peer;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.image.RasterImage;
import loupe.core.render.Layer;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// States made by dcmtk's dcmpsmk, changed, and drawn: gray levels equal those of dcmtk's dcmp2pgm within one, within two after a
/// presentation table, before which dcmp2pgm keeps 8 bits. It draws no shutters and knows no sigmoid: shutters are worked out here.
class PresentationStatePixelsTest {
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../../shared"), "data");
    private static final int W = 50;
    private static final int H = 38;

    @TempDir Path folder;

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet.Builder image(String sopClass, String modality, boolean signed, String photometric) {
        ByteBuffer b = ByteBuffer.allocate(2 * W * H).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < W * H; i++) {
            b.putShort((short) (i * 4095L / (W * H - 1) - (signed ? 2048 : 0)));
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.10")
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.11")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.12")
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.Rows, Vr.US, H)
                .put(Tag.Columns, Vr.US, W)
                .put(Tag.BitsAllocated, Vr.US, 16)
                .put(Tag.BitsStored, Vr.US, signed ? 16 : 12)
                .put(Tag.HighBit, Vr.US, signed ? 15 : 11)
                .put(Tag.PixelRepresentation, Vr.US, signed ? 1 : 0)
                .put(Tag.PixelData, Vr.OW, b.array());
    }

    private Map<String, Path> images() throws IOException {
        Map<String, Path> out = new LinkedHashMap<>();
        out.put("a CT", write("ct", image("1.2.840.10008.5.1.4.1.1.2", "CT", true, "MONOCHROME2")
                .put(Tag.RescaleIntercept, Vr.DS, "-24").put(Tag.RescaleSlope, Vr.DS, "1").build()));
        out.put("an MR", write("mr", image("1.2.840.10008.5.1.4.1.1.4", "MR", false, "MONOCHROME2").build()));
        out.put("a film", write("cr", image("1.2.840.10008.5.1.4.1.1.1", "CR", false, "MONOCHROME1").build()));
        if (Files.isDirectory(SHARED)) {
            out.put("the public CT", SHARED.resolve("pydicom/test_files/CT_small.dcm"));
            out.put("the public MR", SHARED.resolve("pydicom/test_files/MR_small.dcm"));
        }
        return out;
    }

    private Path write(String name, DataSet d) throws IOException {
        Path file = folder.resolve(name + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    private static UnaryOperator<DataSet.Builder> window(String centre, String width, String function) {
        return b -> b.put(Tag.SoftcopyVOILUTSequence, List.of(item()
                .put(Tag.WindowCenter, Vr.DS, centre)
                .put(Tag.WindowWidth, Vr.DS, width)
                .put(Tag.VOILUTFunction, Vr.CS, function)
                .build()));
    }

    private static DataSet table(int entries, double first, int bits) {
        double[] values = new double[entries];
        for (int i = 0; i < entries; i++) {
            double t = i / (entries - 1.0);
            values[i] = Math.rint(t * t * ((1 << bits) - 1));
        }
        return item().put(Tag.LUTDescriptor, Vr.US, entries, first, bits).put(Tag.LUTData, Vr.US, values).build();
    }

    private static UnaryOperator<DataSet.Builder> turned(String degrees, String flip) {
        return b -> b.put(Tag.ImageRotation, Vr.US, Double.parseDouble(degrees)).put(Tag.ImageHorizontalFlip, Vr.CS, flip);
    }

    private static UnaryOperator<DataSet.Builder> shutter(String... shapes) {
        return b -> b.put(Tag.ShutterShape, Vr.CS, shapes)
                .put(Tag.ShutterLeftVerticalEdge, Vr.IS, "5")
                .put(Tag.ShutterRightVerticalEdge, Vr.IS, "33")
                .put(Tag.ShutterUpperHorizontalEdge, Vr.IS, "4")
                .put(Tag.ShutterLowerHorizontalEdge, Vr.IS, "30")
                .put(Tag.CenterOfCircularShutter, Vr.IS, "20", "24")
                .put(Tag.RadiusOfCircularShutter, Vr.IS, "13")
                .put(Tag.VerticesOfThePolygonalShutter, Vr.IS, "6", "6", "8", "30", "31", "28", "22", "9")
                .put(Tag.ShutterPresentationValue, Vr.US, 30_000);
    }

    private static Map<String, UnaryOperator<DataSet.Builder>> states() {
        Map<String, UnaryOperator<DataSet.Builder>> out = new LinkedHashMap<>();
        UnaryOperator<DataSet.Builder> plain = window("1000", "1600", "LINEAR");
        out.put("nothing changed", b -> b);
        out.put("a window", plain);
        out.put("a narrow window", window("300", "51", "LINEAR"));
        out.put("a VOI table", b -> b.put(Tag.SoftcopyVOILUTSequence, List.of(
                item().put(Tag.VOILUTSequence, List.of(table(1_000, 500, 12))).build())));
        out.put("inverse", b -> plain.apply(b).put(Tag.PresentationLUTShape, Vr.CS, "INVERSE"));
        out.put("a presentation table", b -> plain.apply(b).remove(Tag.PresentationLUTShape)
                .put(Tag.PresentationLUTSequence, List.of(table(4_096, 0, 12))));
        out.put("another rescale than the image's", b -> window("1000", "3000", "LINEAR").apply(b)
                .put(Tag.RescaleIntercept, Vr.DS, "-100").put(Tag.RescaleSlope, Vr.DS, "2").put(Tag.RescaleType, Vr.LO, "US"));
        for (String flip : List.of("N", "Y")) {
            for (String degrees : List.of("0", "90", "180", "270")) {
                out.put("turned by " + degrees + ", flipped " + flip, b -> turned(degrees, flip).apply(plain.apply(b)));
            }
        }
        return out;
    }

    @TestFactory
    Stream<DynamicTest> gray_levels_are_those_of_dcmtk() throws IOException {
        List<DynamicTest> out = new ArrayList<>();
        images().forEach((name, file) -> states().forEach((what, change) -> out.add(
                DynamicTest.dynamicTest(
                        name + " with " + what, () -> compare(file, change, what.contains("presentation table") ? 2 : 1)))));
        return out.stream();
    }

    private void compare(Path image, UnaryOperator<DataSet.Builder> change, int most) throws IOException {
        Path state = folder.resolve("state.dcm");
        Peer.Answer made = Peer.run(List.of("dcmpsmk", "-q", image.toString(), state.toString()));
        Assumptions.assumeTrue(made.exit() == 0, "skipped: dcmpsmk makes no state of this image: " + made.output());
        DataSet data = change.apply(DicomReader.usual().read(state).data().toBuilder()).build();
        Path changed = write("changed", data);
        Path pgm = folder.resolve("out.pgm");
        Files.deleteIfExists(pgm);
        Peer.Answer drawn = Peer.run(List.of("dcmp2pgm", "-q", "-p", changed.toString(), image.toString(), pgm.toString()));
        assertThat(drawn.exit()).as(drawn.output()).isZero();
        Picture theirs = Picture.read(pgm);
        Picture ours = ours(DicomReader.usual().read(image), DicomReader.usual().read(changed).data());
        assertThat(List.of(ours.width, ours.height)).isEqualTo(List.of(theirs.width, theirs.height));
        int different = 0;
        int first = -1;
        for (int i = 0; i < theirs.gray.length; i++) {
            if (Math.abs(ours.gray[i] - theirs.gray[i]) > most) {
                first = first < 0 ? i : first;
                different++;
            }
        }
        assertThat(different).as("pixels that differ too much of %d; first at %d, %d: %s and %s", theirs.gray.length,
                first % theirs.width, first / theirs.width, first < 0 ? 0 : ours.gray[first], first < 0 ? 0 : theirs.gray[first]).isZero();
    }

    private static boolean seen(String shape, int column, int row) {
        Path2D polygon = new Path2D.Double();
        polygon.moveTo(6, 6);
        polygon.lineTo(30, 8);
        polygon.lineTo(28, 31);
        polygon.lineTo(9, 22);
        polygon.closePath();
        return switch (shape) {
            case "RECTANGULAR" -> column >= 5 && column <= 33 && row >= 4 && row <= 30;
            case "CIRCULAR" -> Math.hypot(column - 24, row - 20) <= 13;
            default -> polygon.contains(column, row);
        };
    }

    @TestFactory
    Stream<DynamicTest> shutters_cover_what_lies_outside_all_of_them_in_their_own_gray() throws IOException {
        DataSet mr = DicomReader.usual().read(images().get("an MR")).data();
        DicomFile image = DicomReader.usual().read(images().get("an MR"));
        return Stream.of(List.of("RECTANGULAR"), List.of("CIRCULAR"), List.of("POLYGONAL"),
                        List.of("RECTANGULAR", "CIRCULAR", "POLYGONAL"))
                .map(shapes -> DynamicTest.dynamicTest(String.join(" and ", shapes), () -> {
                    DataSet plain = window("1000", "1600", "LINEAR").apply(state(mr)).build();
                    DataSet covered = shutter(shapes.toArray(String[]::new)).apply(plain.toBuilder()).build();
                    Picture open = ours(image, plain);
                    Picture shut = ours(image, covered);
                    for (int i = 0; i < open.gray.length; i++) {
                        int column = i % W + 1;
                        int row = i / W + 1;
                        boolean seen = shapes.stream().allMatch(s -> seen(s, column, row));
                        assertThat(shut.gray[i]).as("column %d, row %d", column, row).isEqualTo(seen ? open.gray[i] : 117);
                    }
                }));
    }

    private static DataSet.Builder state(DataSet image) {
        DataSet on = item().put(Tag.ReferencedSOPInstanceUID, Vr.UI, image.string(Tag.SOPInstanceUID, "")).build();
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.1")
                .put(Tag.ReferencedSeriesSequence, List.of(item().put(Tag.ReferencedImageSequence, List.of(on)).build()))
                .put(Tag.PresentationLUTShape, Vr.CS, "IDENTITY");
    }

    private static Picture ours(DicomFile image, DataSet state) throws IOException {
        DataSet h = image.data();
        RasterImage raster = DisplayImage.of(PixelDecoder.decode(image.data(), image.syntax(), 0), h, 0);
        PresentationState.Look look = PresentationState.of(state).look(h, 0).orElseThrow();
        int width = look.transform().swapsAxes() ? raster.rows() : raster.columns();
        int height = look.transform().swapsAxes() ? raster.columns() : raster.rows();
        Viewport v = new Viewport(
                width, height, 1, (raster.columns() - 1) / 2.0, (raster.rows() - 1) / 2.0, 1, 1, look.transform());
        int[] argb = new int[width * height];
        SliceRenderer.render(
                new RenderRequest(raster, 0, look.window(), look.inverted(), v,
                        new LayerStack(List.of(new Layer.ShutterLayer(look.shutters(), look.shutterRgb())))),
                argb);
        int[] gray = new int[argb.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = argb[i] & 0xff;
        }
        return new Picture(width, height, gray);
    }

    private record Picture(int width, int height, int[] gray) {
        static Picture read(Path pgm) throws IOException {
            byte[] all = Files.readAllBytes(pgm);
            String head = new String(all, 0, 40, java.nio.charset.StandardCharsets.ISO_8859_1);
            java.util.regex.Matcher m = java.util.regex.Pattern.compile("P5\\s+(\\d+)\\s+(\\d+)\\s+255\\s").matcher(head);
            assertThat(m.lookingAt()).isTrue();
            int w = Integer.parseInt(m.group(1));
            int h = Integer.parseInt(m.group(2));
            int[] gray = new int[w * h];
            for (int i = 0; i < gray.length; i++) {
                gray[i] = all[m.end() + i] & 0xff;
            }
            return new Picture(w, h, gray);
        }
    }
}
