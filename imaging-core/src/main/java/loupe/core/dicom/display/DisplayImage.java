package loupe.core.dicom.display;

import java.lang.foreign.ValueLayout;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.image.Frame;
import loupe.core.image.RasterImage;
import loupe.core.image.Ycc;

/// A decoded frame as a picture: modality values for grey, RGB for colour (DICOM PS3.3 C.7.6.3.1.2, C.7.6.3.1.5).
///
/// Colours are the device's own; [ColourProfile] brings them to a screen's.
public final class DisplayImage {
    private DisplayImage() {}

    /// Converts a frame.
    ///
    /// @param frame stored values
    /// @param header attributes of its instance
    /// @param index the frame's index, from 0
    /// @throws DicomException if the Photometric Interpretation is not supported
    public static RasterImage of(Frame frame, DataSet header, int index) throws DicomException {
        String photometric = header.string(Tag.PhotometricInterpretation, "MONOCHROME2");
        return switch (photometric) {
            case "MONOCHROME1", "MONOCHROME2" -> gray(frame, header, index, whiteIsLow(header));
            case "PALETTE COLOR" -> palette(frame, header);
            case "RGB", "YBR_RCT", "YBR_ICT" -> rgb(frame, header, false);
            case "YBR_FULL", "YBR_FULL_422" -> rgb(frame, header, true);
            default -> throw new DicomException("this photometric interpretation is not supported", -1);
        };
    }

    /// MONOCHROME1, or a Presentation LUT Shape of INVERSE (C.11.6.1.2).
    public static boolean whiteIsLow(DataSet header) {
        return header.string(Tag.PhotometricInterpretation, "").equals("MONOCHROME1")
                || header.string(Tag.PresentationLUTShape, "").equals("INVERSE");
    }

    private static RasterImage gray(Frame f, DataSet h, int index, boolean whiteIsLow) throws DicomException {
        ValueTransform t = ValueTransform.of(h, index);
        int n = f.columns() * f.rows();
        float[] values = new float[n];
        List<DataSet> modality = h.items(Tag.ModalityLUTSequence);
        if (!modality.isEmpty()) {
            LookupTable lut = LookupTable.of(modality.getFirst(), h.integer(Tag.PixelRepresentation, 0) == 1);
            for (int i = 0; i < n; i++) {
                values[i] = lut.at(f.sample(i));
            }
            return new RasterImage.Gray(f.columns(), f.rows(), values, whiteIsLow);
        }
        for (int i = 0; i < n; i++) {
            values[i] = (float) (t.slope() * f.sample(i) + t.intercept());
        }
        return new RasterImage.Gray(f.columns(), f.rows(), values, whiteIsLow);
    }

    private static RasterImage rgb(Frame f, DataSet h, boolean ybr) throws DicomException {
        if (f.samplesPerPixel() != 3 || f.format() != Frame.Format.U8 && f.format() != Frame.Format.U16) {
            throw new DicomException("colour images need three unsigned samples of 8 or 16 bits", -1);
        }
        if (f.format() == Frame.Format.U8 && h.integer(Tag.BitsStored, 8) <= 8) {
            return bytes(f, ybr);
        }
        double scale = 1 / Math.pow(2, Math.max(0, h.integer(Tag.BitsStored, 8) - 8));
        int n = f.columns() * f.rows();
        int[] argb = new int[n];
        for (int i = 0; i < n; i++) {
            double a = f.sample(3L * i) * scale;
            double b = f.sample(3L * i + 1) * scale;
            double c = f.sample(3L * i + 2) * scale;
            argb[i] = ybr ? Ycc.argb(a, b, c) : pack(a, b, c);
        }
        return new RasterImage.Colour(f.columns(), f.rows(), argb);
    }

    private static RasterImage bytes(Frame f, boolean ybr) {
        byte[] samples = f.samples().toArray(ValueLayout.JAVA_BYTE);
        int[] argb = new int[f.columns() * f.rows()];
        for (int i = 0, o = 0; i < argb.length; i++, o += 3) {
            argb[i] = ybr
                    ? Ycc.argb(samples[o], samples[o + 1], samples[o + 2])
                    : 0xff000000 | (samples[o] & 0xff) << 16 | (samples[o + 1] & 0xff) << 8 | samples[o + 2] & 0xff;
        }
        return new RasterImage.Colour(f.columns(), f.rows(), argb);
    }

    private static int pack(double r, double g, double b) {
        return 0xff000000 | clamp(r) << 16 | clamp(g) << 8 | clamp(b);
    }

    private static int clamp(double v) {
        return (int) Math.clamp(Math.rint(v), 0, 255);
    }

    private static RasterImage palette(Frame f, DataSet h) throws DicomException {
        ColourPalette palette = ColourPalette.of(h);
        int n = f.columns() * f.rows();
        int[] argb = new int[n];
        for (int i = 0; i < n; i++) {
            argb[i] = palette.argb(f.sample(i));
        }
        return new RasterImage.Colour(f.columns(), f.rows(), argb);
    }
}
