package loupe.review.screen;

import java.util.List;

/// Monitors that are used beside the one the window stands on.
///
/// @param places in the order of their screens, at most seven
public record FurtherMonitors(List<MonitorPlace> places) {
    /// The window alone.
    public static final FurtherMonitors NONE = new FurtherMonitors(List.of());

    /// Most of them.
    public static final int MOST = 7;

    /// Copies and checks the list.
    public FurtherMonitors {
        places = List.copyOf(places);
        if (places.size() > MOST || places.stream().distinct().count() < places.size()) {
            throw new IllegalArgumentException("at most " + MOST + " monitors are used beside the window's, each once");
        }
    }

    /// Those of them that are there.
    public FurtherMonitors among(List<MonitorPlace> there) {
        return new FurtherMonitors(places.stream().filter(there::contains).toList());
    }
}
