package loupe.core.dicom.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;

/// Cuts a picture that holds a volume's slices as tiles into an instance with one frame a slice (see
/// `docs/decisions/0012-tiles-become-frames.md`). To be asked before anything else looks at the instance: the layout lies
/// in private elements.
public final class TiledVolume {
    private static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    private static final String NOT_CUT = "the picture holds the slices of a volume as tiles and could not be cut into them:"
            + " it is kept as one picture without a place";

    private TiledVolume() {}

    /// What became of an instance.
    ///
    /// @param data the instance with one frame a slice; as it came where it holds no tiles
    /// @param syntax how its pixels are encoded
    /// @param warnings what was assumed, without values
    public record Slices(DataSet data, TransferSyntax syntax, List<String> warnings) {
        /// Copies the list.
        public Slices {
            warnings = List.copyOf(warnings);
        }
    }

    /// The slices of an instance. Tiles that cannot be cut stay one picture, but lose a place that is true of none of them.
    public static Slices of(DataSet data, TransferSyntax syntax) {
        boolean tiled = SiemensMosaic.isIn(data) || UihGrid.isIn(data);
        if (!tiled || !data.contains(Tag.PixelData) || data.integer(Tag.NumberOfFrames, 1) > 1) {
            return new Slices(data, syntax, List.of());
        }
        try {
            Optional<TileLayout> layout = data.string(Tag.SOPClassUID, "").equals(MR) ? layout(data) : Optional.empty();
            if (layout.isPresent()) {
                Frame picture = PixelDecoder.decode(EncodedFrames.of(data, syntax), syntax, 0);
                if (picture.samplesPerPixel() == 1 && picture.format().bytes() <= 2) {
                    return cut(data, layout.get(), picture);
                }
            }
        } catch (DicomException e) {
            // Said below; the door says what is wrong with the pixels.
        }
        DataSet nowhere = data.toBuilder().remove(Tag.ImagePositionPatient).remove(Tag.SliceLocation).build();
        return new Slices(nowhere, syntax, List.of(NOT_CUT));
    }

    private static Optional<TileLayout> layout(DataSet data) {
        return SiemensMosaic.isIn(data) ? SiemensMosaic.layout(data) : UihGrid.layout(data);
    }

    private static Slices cut(DataSet data, TileLayout layout, Frame picture) {
        List<String> warnings = new ArrayList<>(layout.warnings());
        if (layout.origins().isEmpty()) {
            warnings.add("nothing says where the slices of a volume in tiles lie; they have no place");
        }
        byte[] pixels = pixels(layout, picture);
        return new Slices(new TileFrames(data, layout).instance(pixels), TransferSyntax.EXPLICIT_LE, warnings);
    }

    /// The tiles one after the other, little endian.
    private static byte[] pixels(TileLayout layout, Frame picture) {
        int bytes = picture.format().bytes();
        int width = picture.columns() / layout.across();
        int height = picture.rows() / layout.down();
        byte[] out = new byte[Math.multiplyExact(layout.tiles() * bytes, width * height)];
        ByteBuffer into = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int tile = 0; tile < layout.tiles(); tile++) {
            int left = tile % layout.across() * width;
            int top = tile / layout.across() * height;
            for (int i = 0; i < width * height; i++) {
                double v = picture.sample((long) (top + i / width) * picture.columns() + left + i % width);
                if (bytes == 1) {
                    into.put((byte) (int) v);
                } else {
                    into.putShort((short) (int) v);
                }
            }
        }
        return out;
    }
}
