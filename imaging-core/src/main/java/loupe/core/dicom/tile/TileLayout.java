package loupe.core.dicom.tile;

import java.util.List;
import loupe.core.geometry.PatientPoint;

/// How the slices of a volume lie in one picture, row by row from its upper left corner.
///
/// @param tiles slices; places behind them in the picture are empty
/// @param across tiles in a row
/// @param down rows of tiles
/// @param origins where the first pixel of each slice lies; empty where the file does not tell or tells no place
/// @param times when each slice was acquired, as a DT value; empty where the file does not tell
/// @param diffusion the volume's b-value and direction
/// @param warnings what was assumed, without values
record TileLayout(
        int tiles,
        int across,
        int down,
        List<PatientPoint> origins,
        List<String> times,
        Diffusion diffusion,
        List<String> warnings) {

    /// Copies the lists.
    TileLayout {
        origins = origins.stream().allMatch(TileLayout::finite) ? List.copyOf(origins) : List.of();
        times = List.copyOf(times);
        warnings = List.copyOf(warnings);
    }

    private static boolean finite(PatientPoint p) {
        return Double.isFinite(p.xMm() + p.yMm() + p.zMm());
    }

    /// How a volume is diffusion weighted.
    ///
    /// @param bValue in s/mm²; negative where the file does not tell
    /// @param direction unit vector of the gradient in the patient; empty where there is none
    record Diffusion(double bValue, List<Double> direction) {
        /// Not known to be weighted.
        static final Diffusion UNKNOWN = new Diffusion(-1, List.of());

        /// Copies the list.
        Diffusion {
            direction = List.copyOf(direction);
        }
    }
}
