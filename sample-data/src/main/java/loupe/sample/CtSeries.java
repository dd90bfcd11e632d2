package loupe.sample;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Vr;
import loupe.core.geometry.PatientPoint;
import loupe.sample.chest.ChestPhantom;

/// A phantom's slices as CT Image Storage instances.
final class CtSeries {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.2";
    private static final int OFFSET = 1024;

    private final ChestPhantom phantom;
    private final Identity identity;
    private final Identity.Place place;
    private final String frameOfReference;

    CtSeries(ChestPhantom phantom, Identity identity, Identity.Place place, String frameOfReference) {
        this.phantom = phantom;
        this.identity = identity;
        this.place = place;
        this.frameOfReference = frameOfReference;
    }

    DataSet slice(int slice, String sopInstance) {
        PatientPoint at = phantom.grid().toPatient(0, 0, slice);
        Attributes a = identity.attributes(place, SOP_CLASS, sopInstance);
        a.open("ImageType", "ORIGINAL", "PRIMARY", "AXIAL")
                .open("BodyPartExamined", "CHEST")
                .open("SliceThickness", ds(phantom.grid().sliceMm()))
                .open("KVP", "120")
                .open("PatientPosition", "HFS")
                .open("ConvolutionKernel", "B40")
                .open("SeriesNumber", "2")
                .open("AcquisitionNumber", "1")
                .open("InstanceNumber", Integer.toString(slice + 1))
                .open("ImagePositionPatient", ds(at.xMm()), ds(at.yMm()), ds(at.zMm()))
                .open("ImageOrientationPatient", "1", "0", "0", "0", "1", "0")
                .secret("FrameOfReferenceUID", frameOfReference)
                .open("PositionReferenceIndicator", "")
                .open("PixelSpacing", ds(phantom.grid().rowMm()), ds(phantom.grid().columnMm()))
                .open("PhotometricInterpretation", "MONOCHROME2")
                .open("RescaleIntercept", Integer.toString(-OFFSET))
                .open("RescaleSlope", "1")
                .open("RescaleType", "HU")
                .open("WindowCenter", "-500")
                .open("WindowWidth", "1500");
        number(a, phantom.grid().rows(), phantom.grid().columns());
        return a.pixels(stored(phantom.slice(slice))).build();
    }

    /// The pixel attributes of 12 unsigned bits in 16.
    static void number(Attributes a, int rows, int columns) {
        a.number("SamplesPerPixel", Vr.US, 1)
                .number("Rows", Vr.US, rows)
                .number("Columns", Vr.US, columns)
                .number("BitsAllocated", Vr.US, 16)
                .number("BitsStored", Vr.US, 12)
                .number("HighBit", Vr.US, 11)
                .number("PixelRepresentation", Vr.US, 0);
    }

    private static String ds(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static byte[] stored(short[] hu) {
        ByteBuffer out = ByteBuffer.allocate(hu.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (short v : hu) {
            out.putShort((short) (v + OFFSET));
        }
        return out.array();
    }
}
