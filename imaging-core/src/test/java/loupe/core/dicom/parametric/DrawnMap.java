package loupe.core.dicom.parametric;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.object.ParametricMap;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.image.Frame;
import loupe.core.segment.Code;

/// Parametric maps of 4 x 3 pixels of 2 mm, 5 mm apart, as other programs send them.
final class DrawnMap {
    static final int COLUMNS = 4;
    static final int ROWS = 3;
    static final String UID = "1.2.3.30";

    private DrawnMap() {}

    /// A stored value.
    interface Stored {
        double at(int frame, int pixel);
    }

    static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    /// A linear real-world map over a range, with a quantity where its code is not empty.
    static DataSet mapping(String label, Code unit, double slope, String quantity) {
        DataSet.Builder b = item().put(0x00409214, Vr.FD, 0).put(0x00409213, Vr.FD, 1000)
                .put(Tag.RealWorldValueIntercept, Vr.FD, 0)
                .put(Tag.RealWorldValueSlope, Vr.FD, slope)
                .put(Tag.LUTExplanation, Vr.LO, label + " explained")
                .put(Tag.LUTLabel, Vr.SH, label)
                .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(unit));
        return quantity.isEmpty() ? b.build() : b.put(0x00409220, List.of(item().put(Tag.ValueType, Vr.CS, "CODE")
                .put(Tag.ConceptNameCodeSequence, CodeItem.of(new Code("246205007", "SCT", "Quantity")))
                .put(Tag.ConceptCodeSequence, CodeItem.of(new Code("113041", "DCM", quantity)))
                .build())).build();
    }

    static DataSet frame(double z, DataSet... mappings) {
        DataSet.Builder b = item().put(Tag.PlanePositionSequence, List.of(
                item().put(Tag.ImagePositionPatient, Vr.DS, "-10", "20", Double.toString(z)).build()));
        return mappings.length == 0 ? b.build() : b.put(Tag.RealWorldValueMappingSequence, List.of(mappings)).build();
    }

    /// All but the pixels.
    static DataSet.Builder header(List<DataSet> frames, DataSet... shared) {
        DataSet.Builder groups = item().put(Tag.PlaneOrientationSequence, List.of(
                        item().put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0").build()))
                .put(Tag.PixelMeasuresSequence, List.of(
                        item().put(Tag.PixelSpacing, Vr.DS, "2", "2").put(Tag.SliceThickness, Vr.DS, "5").build()));
        if (shared.length > 0) {
            groups.put(Tag.RealWorldValueMappingSequence, List.of(shared));
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, ParametricMap.SOP_CLASS)
                .put(Tag.SOPInstanceUID, Vr.UI, UID)
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.3.9")
                .put(Tag.Modality, Vr.CS, "MR")
                .put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY", "VOLUME", "QUANTITY")
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, ROWS)
                .put(Tag.Columns, Vr.US, COLUMNS)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames.size()))
                .put(Tag.SharedFunctionalGroupsSequence, List.of(groups.build()))
                .put(Tag.PerFrameFunctionalGroupsSequence, frames);
    }

    static List<DataSet> frames(int n) {
        List<DataSet> out = new ArrayList<>();
        for (int f = 0; f < n; f++) {
            out.add(frame(5.0 * f));
        }
        return out;
    }

    static DataSet floats(DataSet.Builder header, int frames, Stored stored) {
        ByteBuffer b = ByteBuffer.allocate(4 * COLUMNS * ROWS * frames).order(ByteOrder.LITTLE_ENDIAN);
        each(frames, (f, i) -> {
            b.putFloat((float) stored.at(f, i));
            return 0;
        });
        return header.put(Tag.BitsAllocated, Vr.US, 32).put(Tag.FloatPixelData, Vr.OF, b.array()).build();
    }

    static DataSet doubles(DataSet.Builder header, int frames, Stored stored) {
        ByteBuffer b = ByteBuffer.allocate(8 * COLUMNS * ROWS * frames).order(ByteOrder.LITTLE_ENDIAN);
        each(frames, (f, i) -> {
            b.putDouble(stored.at(f, i));
            return 0;
        });
        return header.put(Tag.BitsAllocated, Vr.US, 64).put(Tag.DoubleFloatPixelData, Vr.OD, b.array()).build();
    }

    static DataSet shorts(DataSet.Builder header, int frames, Stored stored) {
        ByteBuffer b = ByteBuffer.allocate(2 * COLUMNS * ROWS * frames).order(ByteOrder.LITTLE_ENDIAN);
        each(frames, (f, i) -> {
            b.putShort((short) stored.at(f, i));
            return 0;
        });
        return header.put(Tag.BitsAllocated, Vr.US, 16).put(Tag.BitsStored, Vr.US, 16).put(Tag.HighBit, Vr.US, 15)
                .put(Tag.PixelRepresentation, Vr.US, 0).put(Tag.PixelData, Vr.OW, b.array()).build();
    }

    private static void each(int frames, Stored take) {
        for (int f = 0; f < frames; f++) {
            for (int i = 0; i < COLUMNS * ROWS; i++) {
                take.at(f, i);
            }
        }
    }

    static PixelSupply pixels(DataSet d) {
        return new PixelSupply() {
            @Override
            public DataSet header(String uid) {
                return d;
            }

            @Override
            public Frame frame(String uid, int frame) throws IOException {
                return PixelDecoder.decode(d, TransferSyntax.EXPLICIT_LE, frame);
            }
        };
    }
}
