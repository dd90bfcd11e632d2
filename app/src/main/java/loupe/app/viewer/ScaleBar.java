package loupe.app.viewer;

import loupe.app.viewer.picture.Page;
import loupe.core.render.Viewport;

/// A bar of a round length.
///
/// @param pixels length on the screen, in screen pixels
/// @param text its length with unit
record ScaleBar(double pixels, String text) {
    private static final double[] ROUND = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};

    /// The longest round bar that takes no more than a quarter of the view's width.
    static ScaleBar of(Viewport v, Page.Spacing spacing) {
        double length = ROUND[0];
        for (double r : ROUND) {
            if (r * v.pixelsPerMm() <= v.width() / 4.0) {
                length = r;
            }
        }
        return new ScaleBar(length * v.pixelsPerMm(), text((int) length, spacing));
    }

    private static String text(int length, Page.Spacing spacing) {
        return switch (spacing) {
            case PATIENT -> length % 10 == 0 ? length / 10 + " cm" : length + " mm";
            case DETECTOR -> (length % 10 == 0 ? length / 10 + " cm" : length + " mm") + " at detector";
            case NONE -> length + " px";
        };
    }
}
