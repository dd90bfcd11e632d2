package loupe.core.dicom.display;

import java.util.List;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.image.RasterImage;

/// Modality values to the 256 levels of a display: VOI transform, presentation table, polarity (DICOM PS3.4 N.2).
public final class GrayLevels {
    private GrayLevels() {}

    /// Levels 0 (black) to 255 (white), row by row.
    ///
    /// @param picture modality values
    /// @param header attributes of the instance
    /// @param voi how values become brightness
    /// @throws DicomException if the presentation table is damaged
    public static byte[] of(RasterImage.Gray picture, DataSet header, VoiTransform voi) throws DicomException {
        List<DataSet> tables = header.items(Tag.PresentationLUTSequence);
        LookupTable table = tables.isEmpty() ? null : LookupTable.of(tables.getFirst(), false);
        double bits = tables.isEmpty() ? 0 : tables.getFirst().doubles(Tag.LUTDescriptor)[2];
        boolean inverted = inverted(header);
        byte[] out = new byte[picture.columns() * picture.rows()];
        for (int i = 0; i < out.length; i++) {
            double b = voi.brightness(picture.values()[i]);
            if (table != null) {
                b = table.at(Math.rint(b * (table.entries().length - 1)) + table.first()) / (Math.pow(2, bits) - 1);
            }
            out[i] = (byte) Math.rint(255 * (inverted ? 1 - b : b));
        }
        return out;
    }

    /// Whether high values are dark: MONOCHROME1, or a Presentation LUT Shape of INVERSE.
    public static boolean inverted(DataSet header) {
        return header.string(Tag.PhotometricInterpretation, "").equals("MONOCHROME1")
                || header.string(Tag.PresentationLUTShape, "").equals("INVERSE");
    }

    /// Whether a stored value is padding outside the image (C.7.5.1.1.2), which no measurement should count.
    ///
    /// @param stored a stored value
    public static boolean padding(DataSet header, double stored) {
        OptionalDouble value = header.number(Tag.PixelPaddingValue);
        if (value.isEmpty()) {
            return false;
        }
        double limit = header.number(Tag.PixelPaddingRangeLimit).orElse(value.getAsDouble());
        return stored >= Math.min(value.getAsDouble(), limit) && stored <= Math.max(value.getAsDouble(), limit);
    }
}
