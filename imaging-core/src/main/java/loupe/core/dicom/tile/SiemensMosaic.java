package loupe.core.dicom.tile;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// The layout of a Siemens mosaic: as many tiles across as down, the first slice's middle where the picture's is.
///
/// The header's Image Position is that of a slice as large as the picture; the count and the normal come from the private
/// elements and the CSA image header, and the order is checked with the protocol's slice positions where it is there.
final class SiemensMosaic {
    private static final DateTimeFormatter DT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS");
    private static final int MOST_TILES = 4096;

    private final DataSet data;
    private final PrivateElements mr;
    private final CsaHeader image;
    private final SliceProtocol protocol;
    private final List<String> warnings = new ArrayList<>();

    private SiemensMosaic(DataSet data) {
        this.data = data;
        this.mr = new PrivateElements(data, 0x0019, "SIEMENS MR HEADER");
        PrivateElements csa = new PrivateElements(data, 0x0029, "SIEMENS CSA HEADER");
        this.image = csa.bytes(0x10).map(CsaHeader::of).orElseGet(() -> CsaHeader.of(new byte[0]));
        PrivateElements xa = new PrivateElements(data, 0x0021, "SIEMENS MR SDS 01");
        this.protocol = SliceProtocol.of(csa.bytes(0x20).or(() -> xa.bytes(0x19)).orElse(new byte[0]));
    }

    /// Whether the header says that the picture is a mosaic.
    static boolean isIn(DataSet data) {
        return data.strings(Tag.ImageType).contains("MOSAIC");
    }

    /// The layout; empty where nothing tells how many slices there are or they do not fit the picture.
    static Optional<TileLayout> layout(DataSet data) {
        SiemensMosaic m = new SiemensMosaic(data);
        int n = m.tiles();
        int side = (int) Math.ceil(Math.sqrt(n));
        if (n < 2 || n > MOST_TILES || data.integer(Tag.Columns, 1) % side != 0 || data.integer(Tag.Rows, 1) % side != 0) {
            return Optional.empty();
        }
        List<PatientPoint> origins = m.origins(n, side);
        return Optional.of(new TileLayout(n, side, side, origins, m.times(n), m.diffusion(), m.warnings));
    }

    private int tiles() {
        int said = mr.unsigned(0x0a);
        double[] csa = image.numbers("NumberOfImagesInMosaic");
        return said > 0 ? said : csa.length > 0 && csa[0] > 0 ? (int) csa[0] : protocol.slices();
    }

    private List<PatientPoint> origins(int n, int side) {
        Optional<PicturePlane> plane = PicturePlane.of(data);
        if (plane.isEmpty()) {
            return List.of();
        }
        double columns = data.integer(Tag.Columns, 0);
        double rows = data.integer(Tag.Rows, 0);
        PatientPoint first = plane.get().at((columns - columns / side) / 2, (rows - rows / side) / 2);
        PatientPoint middle = plane.get().at(columns / 2 - 0.5, rows / 2 - 0.5);
        double mm = stepMm(n);
        if (mm <= 0) {
            return List.of();
        }
        PatientVector step = towards(plane.get().normal().unit(), middle, n).times(mm);
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(first.plus(step.times(i)));
        }
        return out;
    }

    private double stepMm(int n) {
        double said = data.number(Tag.SpacingBetweenSlices).orElse(0);
        if (said > 0) {
            return said;
        }
        Optional<PatientPoint> first = protocol.middle(0);
        Optional<PatientPoint> last = protocol.middle(n - 1);
        if (first.isPresent() && last.isPresent()) {
            return first.get().distanceMm(last.get()) / (n - 1);
        }
        warnings.add("a mosaic does not say how far apart its slices are; they were put one thickness apart");
        return data.number(Tag.SliceThickness).orElse(0);
    }

    /// The direction from the first tile to the last: by the end of the protocol's slices that the first tile lies at, else
    /// by the normal of the CSA header.
    private PatientVector towards(PatientVector normal, PatientPoint firstTile, int n) {
        Optional<PatientPoint> first = protocol.middle(0);
        Optional<PatientPoint> last = protocol.middle(n - 1);
        if (protocol.slices() == n && first.isPresent() && last.isPresent()) {
            double extent = first.get().distanceMm(last.get());
            double fromFirst = firstTile.distanceMm(first.get());
            double fromLast = firstTile.distanceMm(last.get());
            if (extent > 0 && Math.min(fromFirst, fromLast) < extent / 4) {
                PatientVector up = last.get().minus(first.get());
                return normal.times(Math.signum(up.dot(normal)) * (fromFirst < fromLast ? 1 : -1));
            }
        }
        double[] csa = image.numbers("SliceNormalVector");
        if (csa.length == 3) {
            return normal.times(new PatientVector(csa[0], csa[1], csa[2]).dot(normal) < 0 ? -1 : 1);
        }
        warnings.add("a mosaic does not say in which order its slices lie; check head and feet");
        return normal;
    }

    private List<String> times(int n) {
        double[] ms = mr.doubles(0x29);
        ms = ms.length == n ? ms : image.numbers("MosaicRefAcqTimes");
        String clock = data.string(Tag.AcquisitionTime, "");
        if (ms.length != n || clock.length() < 6) {
            return List.of();
        }
        try {
            int point = clock.indexOf('.');
            String fraction = ((point < 0 ? "" : clock.substring(point + 1)) + "000000").substring(0, 6);
            LocalDateTime start =
                    LocalDateTime.parse(data.string(Tag.AcquisitionDate, "") + clock.substring(0, 6) + "." + fraction, DT);
            double least = Math.min(0, Arrays.stream(ms).min().orElse(0));
            return Arrays.stream(ms)
                    .mapToObj(t -> start.plus(Math.round(1000 * (t - least)), ChronoUnit.MICROS).format(DT))
                    .toList();
        } catch (DateTimeException | ArithmeticException e) {
            return List.of();
        }
    }

    private TileLayout.Diffusion diffusion() {
        double[] csa = image.numbers("B_value");
        double b = mr.text(0x0c).map(SiemensMosaic::number).orElse(csa.length > 0 ? csa[0] : -1.0);
        double[] way = mr.doubles(0x0e);
        way = way.length == 3 ? way : image.numbers("DiffusionGradientDirection");
        boolean directed = b > 0 && way.length == 3 && Arrays.stream(way).allMatch(v -> Math.abs(v) <= 1.001);
        return !(b >= 0 && b < Double.POSITIVE_INFINITY)
                ? TileLayout.Diffusion.UNKNOWN
                : new TileLayout.Diffusion(b, directed ? Arrays.stream(way).boxed().toList() : List.of());
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace("\0", "").strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
