package loupe.core.render.colour;

import java.util.List;

/// The colours a file lays over its gray scale (DICOM PS3.3 C.7.6.19): the first for black, the last for white, the others evenly
/// between them.
///
/// @param argb opaque colours, at least one
public record PaletteColours(List<Integer> argb) implements LevelColours {
    /// Copies the list.
    public PaletteColours {
        argb = List.copyOf(argb);
        if (argb.isEmpty()) {
            throw new IllegalArgumentException("a palette needs a colour");
        }
    }

    @Override
    public int at(double brightness) {
        return argb.get((int) Math.rint(Math.clamp(brightness, 0, 1) * (argb.size() - 1)));
    }

    @Override
    public String text() {
        return "the file's colours";
    }

    @Override
    public boolean isGray() {
        return false;
    }
}
