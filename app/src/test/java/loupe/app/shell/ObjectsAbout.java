package loupe.app.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Objects of another program about the images of a folder.
///
/// @param folder where the images are and the objects go
/// @param slices the images in order of their instance numbers
record ObjectsAbout(Path folder, List<DataSet> slices) {
    static ObjectsAbout images(Path folder, String modality) throws IOException {
        List<DataSet> slices = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.filter(Files::isRegularFile).filter(f -> f.toString().endsWith(".dcm")).toList()) {
                DataSet d = DicomReader.usual().read(p).data();
                if (d.string(Tag.Modality, "").equals(modality)) {
                    slices.add(d);
                }
            }
        }
        slices.sort(Comparator.comparingInt(d -> d.integer(Tag.InstanceNumber, 0)));
        return new ObjectsAbout(folder, slices);
    }

    static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    static DataSet code(String value, String scheme, String meaning) {
        return item().put(Tag.CodeValue, Vr.SH, value)
                .put(Tag.CodingSchemeDesignator, Vr.SH, scheme)
                .put(Tag.CodeMeaning, Vr.LO, meaning)
                .build();
    }

    /// Writes an object of the study into the folder.
    Path write(String name, String sopClass, String modality, UnaryOperator<DataSet.Builder> content) throws IOException {
        DataSet like = slices.getFirst();
        int number = 90 + Math.floorMod(name.hashCode(), 1000);
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.77." + number + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, like.string(Tag.StudyInstanceUID, ""))
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.77." + number)
                .put(Tag.PatientID, Vr.LO, like.string(Tag.PatientID, ""))
                .put(Tag.StudyDate, Vr.DA, like.string(Tag.StudyDate, ""))
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.SeriesNumber, Vr.IS, Integer.toString(number))
                .put(Tag.InstanceNumber, Vr.IS, "1");
        Path file = folder.resolve(name + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(content.apply(b).build(), TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    /// What names one of the images.
    DataSet reference(int slice) {
        DataSet d = slices.get(slice);
        return item().put(Tag.ReferencedSOPClassUID, Vr.UI, d.string(Tag.SOPClassUID, ""))
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, d.string(Tag.SOPInstanceUID, ""))
                .build();
    }

    /// What names images in the order given.
    DataSet references(int... chosen) {
        List<DataSet> items = new ArrayList<>();
        for (int s : chosen) {
            items.add(reference(s));
        }
        return item().put(Tag.ReferencedImageSequence, items)
                .put(Tag.SeriesInstanceUID, Vr.UI, slices.getFirst().string(Tag.SeriesInstanceUID, ""))
                .build();
    }

    private static DataSet.Builder content(String relationship, String type) {
        return item().put(Tag.RelationshipType, Vr.CS, relationship).put(Tag.ValueType, Vr.CS, type);
    }

    private static DataSet length(String mm, DataSet graphic) {
        return content("CONTAINS", "NUM")
                .put(Tag.ConceptNameCodeSequence, List.of(code("410668003", "SCT", "Length")))
                .put(Tag.MeasuredValueSequence, List.of(item()
                        .put(Tag.MeasurementUnitsCodeSequence, List.of(code("mm", "UCUM", "millimeter")))
                        .put(Tag.NumericValue, Vr.DS, mm)
                        .build()))
                .put(Tag.ContentSequence, List.of(graphic))
                .build();
    }

    private DataSet onImage(int slice, String type, double... coordinates) {
        return content("INFERRED FROM", "SCOORD")
                .put(Tag.GraphicData, Vr.FL, coordinates)
                .put(Tag.GraphicType, Vr.CS, type)
                .put(Tag.ContentSequence, List.of(content("SELECTED FROM", "IMAGE")
                        .put(Tag.ReferencedSOPSequence, List.of(reference(slice)))
                        .build()))
                .build();
    }

    private DataSet inSpace(String type, double... coordinates) {
        return content("INFERRED FROM", "SCOORD3D")
                .put(Tag.ReferencedFrameOfReferenceUID, Vr.UI, slices.getFirst().string(Tag.FrameOfReferenceUID, ""))
                .put(Tag.GraphicData, Vr.FL, coordinates)
                .put(Tag.GraphicType, Vr.CS, type)
                .build();
    }

    /// A report with a length on a slice and a quadrangle in space on the same.
    ///
    /// @param device whether a program observed it
    Path report(int slice, boolean device) throws IOException {
        double[] at = slices.get(slice).doubles(Tag.ImagePositionPatient);
        double[] mm = slices.get(slice).doubles(Tag.PixelSpacing);
        DataSet observer = content("HAS OBS CONTEXT", "CODE")
                .put(Tag.ConceptNameCodeSequence, List.of(code("121005", "DCM", "Observer Type")))
                .put(Tag.ConceptCodeSequence, List.of(device ? code("121007", "DCM", "Device") : code("121006", "DCM", "Person")))
                .build();
        double x = at[0] + 60 * mm[1];
        double y = at[1] + 60 * mm[0];
        DataSet box = length("77.5", inSpace("POLYGON",
                x, y, at[2], x + 30, y, at[2], x + 30, y + 20, at[2], x, y + 20, at[2], x, y, at[2]));
        return write("report", "1.2.840.10008.5.1.4.1.1.88.34", "SR", b -> b.put(Tag.CompletionFlag, Vr.CS, "COMPLETE")
                .put(Tag.ValueType, Vr.CS, "CONTAINER")
                .put(Tag.ConceptNameCodeSequence, List.of(code("121076", "DCM", "Conclusions")))
                .put(Tag.ContentSequence, List.of(
                        observer, length("12.25", onImage(slice, "POLYLINE", 20.5, 30.5, 50.5, 30.5)), box)));
    }

    /// A presentation state for two slices: a bone window, inverted, mirrored, a circle to look through, an arrow line and an
    /// ellipse, all of it in the middle quarter of the image.
    Path state(String name, int one, int other) throws IOException {
        DataSet like = slices.getFirst();
        int columns = like.integer(Tag.Columns, 0);
        double half = columns / 2.0;
        DataSet line = graphic("POLYLINE", half - 60, half - 30, half - 20, half - 10);
        DataSet ellipse = graphic("ELLIPSE", half - 30, half + 20, half + 30, half + 20, half, half, half, half + 40);
        return write(name, "1.2.840.10008.5.1.4.1.1.11.1", "PR", b -> b
                .put(Tag.ReferencedSeriesSequence, List.of(references(one, other)))
                .put(Tag.ShutterShape, Vr.CS, "CIRCULAR")
                .put(Tag.CenterOfCircularShutter, Vr.IS, Integer.toString(columns / 2), Integer.toString(columns / 2))
                .put(Tag.RadiusOfCircularShutter, Vr.IS, Integer.toString(columns * 2 / 5))
                .put(Tag.ShutterPresentationValue, Vr.US, 20_000)
                .put(Tag.RescaleIntercept, Vr.DS, like.string(Tag.RescaleIntercept, "0"))
                .put(Tag.RescaleSlope, Vr.DS, like.string(Tag.RescaleSlope, "1"))
                .put(Tag.RescaleType, Vr.LO, "HU")
                .put(Tag.SoftcopyVOILUTSequence, List.of(
                        item().put(Tag.WindowCenter, Vr.DS, "480").put(Tag.WindowWidth, Vr.DS, "2500").build()))
                .put(Tag.ImageRotation, Vr.US, 0)
                .put(Tag.ImageHorizontalFlip, Vr.CS, "Y")
                .put(Tag.PresentationLUTShape, Vr.CS, "INVERSE")
                .put(Tag.ContentLabel, Vr.CS, "BONE")
                .put(Tag.GraphicAnnotationSequence, List.of(item().put(Tag.GraphicLayer, Vr.CS, "LAYER1")
                        .put(Tag.GraphicObjectSequence, List.of(line, ellipse))
                        .build())));
    }

    private static DataSet graphic(String type, double... xy) {
        return item().put(Tag.GraphicAnnotationUnits, Vr.CS, "PIXEL")
                .put(Tag.GraphicData, Vr.FL, xy)
                .put(Tag.GraphicType, Vr.CS, type)
                .put(Tag.GraphicFilled, Vr.CS, "N")
                .build();
    }

    /// Marks slices as key images.
    Path keys(int... chosen) throws IOException {
        List<DataSet> images = new ArrayList<>();
        for (int s : chosen) {
            images.add(content("CONTAINS", "IMAGE").put(Tag.ReferencedSOPSequence, List.of(reference(s))).build());
        }
        return write("keys", "1.2.840.10008.5.1.4.1.1.88.59", "KO", b -> b.put(Tag.ValueType, Vr.CS, "CONTAINER")
                .put(Tag.ConceptNameCodeSequence, List.of(code("113000", "DCM", "Of Interest")))
                .put(Tag.ContentSequence, images));
    }
}
