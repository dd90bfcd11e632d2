package loupe.core.dicom.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.geometry.PatientPoint;

/// The layout of a UIH grid: no more rows of tiles than the slices need; each slice's place and time lie in an item of its own.
final class UihGrid {
    private static final int COUNT = 0x50;
    private static final int FRAMES = 0x51;
    private static final int MOST_TILES = 4096;

    private UihGrid() {}

    /// Whether the header says that the picture is a grid.
    static boolean isIn(DataSet data) {
        return data.strings(Tag.ImageType).contains("VFRAME");
    }

    /// The layout; empty where nothing tells how many slices there are or they do not fit the picture.
    static Optional<TileLayout> layout(DataSet data) {
        PrivateElements image = new PrivateElements(data, 0x0065, "Image Private Header");
        List<DataSet> frames = items(data, image.tag(FRAMES));
        int n = frames.isEmpty() ? count(image) : frames.size();
        int across = (int) Math.ceil(Math.sqrt(n));
        int down = across == 0 ? 0 : (n + across - 1) / across;
        if (n < 2 || n > MOST_TILES || data.integer(Tag.Columns, 1) % across != 0 || data.integer(Tag.Rows, 1) % down != 0) {
            return Optional.empty();
        }
        List<PatientPoint> origins = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (DataSet f : frames) {
            double[] at = f.doubles(Tag.ImagePositionPatient);
            if (at.length == 3 && Arrays.stream(at).allMatch(Double::isFinite)) {
                origins.add(new PatientPoint(at[0], at[1], at[2]));
            }
            f.string(Tag.AcquisitionDateTime).ifPresent(times::add);
        }
        double[] b = image.doubles(0x09);
        return Optional.of(new TileLayout(
                n, across, down, origins.size() == n ? origins : List.of(), times.size() == n ? times : List.of(),
                b.length == 1 && b[0] >= 0 ? new TileLayout.Diffusion(b[0], List.of()) : TileLayout.Diffusion.UNKNOWN,
                List.of()));
    }

    private static int count(PrivateElements image) {
        try {
            return image.text(COUNT).map(Integer::parseInt).orElse(0);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// The items, also where the sequence came as bytes of unknown VR.
    private static List<DataSet> items(DataSet data, int tag) {
        return switch (data.get(tag).orElse(null)) {
            case Element.Sequence s -> s.items();
            case Element.Value v -> {
                try {
                    yield DicomReader.usual().readItems(v.bytes(), TransferSyntax.IMPLICIT_LE);
                } catch (DicomException e) {
                    yield List.of();
                }
            }
            case Element.Fragments f -> List.of();
            case null -> List.of();
        };
    }
}
