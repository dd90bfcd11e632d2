package loupe.core.dicom.codec;

import java.util.SplittableRandom;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Images with flat areas, edges, ramps and noise, in any sample layout.
///
/// @param columns pixels in a row
/// @param rows rows
/// @param samples samples a pixel, 1 or 3
/// @param allocated 8 or 16
/// @param stored bits of a sample
/// @param signed whether samples are two's complement
/// @param firstRow row of the whole image this one begins at
record Phantom(int columns, int rows, int samples, int allocated, int stored, boolean signed, int firstRow) {

    Phantom(int columns, int rows, int samples, int allocated, int stored, boolean signed) {
        this(columns, rows, samples, allocated, stored, signed, 0);
    }

    /// Some rows of this image.
    Phantom strip(int first, int count) {
        return new Phantom(columns, count, samples, allocated, stored, signed, firstRow + first);
    }

    /// The value of one sample.
    int value(int x, int row, int channel) {
        int y = firstRow + row;
        int max = (1 << stored) - 1;
        SplittableRandom noise = new SplittableRandom(x * 7919L + y * 104_729L + channel);
        int v;
        if (y % 16 < 5) {
            v = max / 3 + channel;
        } else if (x < columns / 3) {
            v = (int) ((long) max * (x + y) / (columns + 60));
        } else if (x < 2 * columns / 3) {
            v = max / 2 + noise.nextInt(Math.max(2, max / 64)) - channel;
        } else {
            v = (x / 5 + y / 7) % 2 == 0 ? 0 : noise.nextInt(20) == 0 ? noise.nextInt(max + 1) : max;
        }
        v = Math.clamp(v, 0, max);
        return signed ? v - (1 << stored - 1) : v;
    }

    /// The image as an uncompressed secondary capture or CT instance.
    DataSet dataSet() {
        byte[] bytes = new byte[columns * rows * samples * allocated / 8];
        int at = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int s = 0; s < samples; s++) {
                    int v = value(x, y, s) & (1 << stored) - 1;
                    bytes[at++] = (byte) v;
                    if (allocated == 16) {
                        bytes[at++] = (byte) (v >> 8);
                    }
                }
            }
        }
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.77")
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.78")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.79")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.SamplesPerPixel, Vr.US, (double) samples)
                .put(Tag.PhotometricInterpretation, Vr.CS, samples == 1 ? "MONOCHROME2" : "RGB")
                .put(Tag.Rows, Vr.US, (double) rows)
                .put(Tag.Columns, Vr.US, (double) columns)
                .put(Tag.BitsAllocated, Vr.US, (double) allocated)
                .put(Tag.BitsStored, Vr.US, (double) stored)
                .put(Tag.HighBit, Vr.US, stored - 1.0)
                .put(Tag.PixelRepresentation, Vr.US, signed ? 1.0 : 0.0)
                .put(Tag.PixelData, allocated == 8 ? Vr.OB : Vr.OW, bytes);
        if (samples == 3) {
            b.put(Tag.PlanarConfiguration, Vr.US, 0.0);
        }
        return b.build();
    }
}
