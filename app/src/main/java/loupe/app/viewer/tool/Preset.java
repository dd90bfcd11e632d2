package loupe.app.viewer.tool;

import loupe.core.image.ValueWindow;

/// Windows a reader calls up by number (values in HU).
public enum Preset {
    LUNG("CT lung", -600, 1500),
    BONE("CT bone", 480, 2500),
    BRAIN("CT brain", 40, 80),
    ABDOMEN("CT abdomen", 40, 400),
    MEDIASTINUM("CT mediastinum", 80, 400),
    LIVER("CT liver", 90, 150),
    STROKE("CT stroke", 40, 40),
    SUBDURAL("CT subdural", 75, 200);

    private final String text;
    private final ValueWindow window;

    Preset(String text, double centre, double width) {
        this.text = text;
        this.window = ValueWindow.of(centre, width);
    }

    /// Name for people.
    public String text() {
        return text;
    }

    /// The window.
    public ValueWindow window() {
        return window;
    }
}
