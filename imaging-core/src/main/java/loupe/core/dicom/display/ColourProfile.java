package loupe.core.dicom.display;

import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.image.RasterImage;

/// The ICC profile of a colour image (DICOM PS3.3 C.11.15): brings the camera's or scanner's colours to the sRGB of screens.
///
/// Safe for any thread; conversions take turns.
public final class ColourProfile {
    private static final long LARGEST_BYTES = 8L << 20;

    private final ICC_ColorSpace space;
    private final ColorConvertOp toSrgb = new ColorConvertOp(null);

    private ColourProfile(ICC_ColorSpace space) {
        this.space = space;
    }

    /// The profile of an image, or of a slide's first optical path; empty where there is none, where it is sRGB's own or
    /// where it is damaged or not for RGB: then colours are taken as sRGB.
    public static Optional<ColourProfile> of(DataSet header) {
        List<DataSet> paths = header.items(Tag.OpticalPathSequence);
        DataSet holder = header.contains(Tag.ICCProfile) || paths.isEmpty() ? header : paths.getFirst();
        if (holder.string(Tag.ColorSpace, "").equals("SRGB")) {
            return Optional.empty();
        }
        return holder.bytes(Tag.ICCProfile)
                .filter(b -> b.byteSize() >= 128 && b.byteSize() <= LARGEST_BYTES)
                .flatMap(ColourProfile::read);
    }

    private static Optional<ColourProfile> read(MemorySegment bytes) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes.toArray(ValueLayout.JAVA_BYTE));
            if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return Optional.empty();
            }
            ColourProfile p = new ColourProfile(new ICC_ColorSpace(profile));
            p.srgb(new RasterImage.Colour(1, 1, new int[1])); // a profile may turn out to be unusable only here
            return Optional.of(p);
        } catch (IllegalArgumentException | CMMException | ProfileDataException e) {
            return Optional.empty();
        }
    }

    /// Colours as a screen shows them; grey images stay as they are.
    public RasterImage srgb(RasterImage image) {
        return switch (image) {
            case RasterImage.Gray g -> g;
            case RasterImage.Colour c -> new RasterImage.Colour(c.columns(), c.rows(), converted(c));
        };
    }

    private int[] converted(RasterImage.Colour c) {
        int n = c.columns() * c.rows();
        byte[] rgb = new byte[3 * n];
        for (int i = 0; i < n; i++) {
            int v = c.argb()[i];
            rgb[3 * i] = (byte) (v >> 16);
            rgb[3 * i + 1] = (byte) (v >> 8);
            rgb[3 * i + 2] = (byte) v;
        }
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(rgb, rgb.length), c.columns(), c.rows(), 3 * c.columns(), 3, new int[] {0, 1, 2}, null);
        ComponentColorModel model =
                new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage shown = new BufferedImage(c.columns(), c.rows(), BufferedImage.TYPE_INT_RGB);
        synchronized (toSrgb) {
            toSrgb.filter(new BufferedImage(model, raster, false, null), shown);
        }
        return shown.getRGB(0, 0, c.columns(), c.rows(), null, 0, c.columns());
    }
}
