package loupe.core.slide;

/// The part of a slide that fills a view. Immutable.
///
/// @param x column of level 0 at the view's middle
/// @param y row of level 0 at the view's middle
/// @param downsampling pixels of level 0 a screen pixel covers; below 1 enlarges
/// @param width screen pixels across, at least 1
/// @param height screen pixels down, at least 1
public record SlideView(double x, double y, double downsampling, int width, int height) {
    /// So many screen pixels one pixel of level 0 takes at most.
    public static final double MOST_ENLARGED = 16;

    /// Checks scale and size.
    public SlideView {
        if (!(downsampling > 0) || !Double.isFinite(x) || !Double.isFinite(y) || width < 1 || height < 1) {
            throw new IllegalArgumentException("a view needs a place, a positive scale and a size");
        }
    }

    /// A rectangle in pixels of level 0.
    ///
    /// @param left smallest x
    /// @param top smallest y
    /// @param right largest x
    /// @param bottom largest y
    public record Box(double left, double top, double right, double bottom) {
        /// Whether it touches another one.
        public boolean touches(Box o) {
            return left <= o.right && right >= o.left && top <= o.bottom && bottom >= o.top;
        }

        /// Whether a point lies in it, edges included.
        public boolean holds(double px, double py) {
            return px >= left && px <= right && py >= top && py <= bottom;
        }

        /// The smallest that holds both.
        public Box with(Box o) {
            return new Box(Math.min(left, o.left), Math.min(top, o.top), Math.max(right, o.right), Math.max(bottom, o.bottom));
        }

        /// Larger by as much on each side.
        public Box grown(double by) {
            return new Box(left - by, top - by, right + by, bottom + by);
        }
    }

    /// The whole slide in a view.
    public static SlideView whole(ZoomLevels of, int width, int height) {
        double fit = Math.max((double) of.columns() / width, (double) of.rows() / height) * 1.03;
        return new SlideView(of.columns() / 2.0, of.rows() / 2.0, fit, width, height);
    }

    /// What is in view.
    public Box box() {
        double w = width * downsampling / 2;
        double h = height * downsampling / 2;
        return new Box(x - w, y - h, x + w, y + h);
    }

    /// Column of level 0 under a screen pixel.
    public double slideX(double screenX) {
        return x + (screenX - width / 2.0) * downsampling;
    }

    /// Row of level 0 under a screen pixel.
    public double slideY(double screenY) {
        return y + (screenY - height / 2.0) * downsampling;
    }

    /// Where a column of level 0 stands on the screen.
    public double screenX(double slideX) {
        return (slideX - x) / downsampling + width / 2.0;
    }

    /// Where a row of level 0 stands on the screen.
    public double screenY(double slideY) {
        return (slideY - y) / downsampling + height / 2.0;
    }

    /// Moved by screen pixels: what was under the pointer goes along.
    public SlideView moved(double dx, double dy) {
        return new SlideView(x - dx * downsampling, y - dy * downsampling, downsampling, width, height);
    }

    /// Nearer or farther about a screen pixel, under which the same point of the slide stays.
    ///
    /// @param factor above 1 enlarges
    public SlideView zoomed(double factor, double screenX, double screenY) {
        double to = downsampling / factor;
        return new SlideView(
                slideX(screenX) - (screenX - width / 2.0) * to, slideY(screenY) - (screenY - height / 2.0) * to, to, width, height);
    }

    /// At a scale, about the view's middle.
    public SlideView at(double downsamplingThen) {
        return new SlideView(x, y, downsamplingThen, width, height);
    }

    /// About another point, which comes to the middle.
    public SlideView about(double slideX, double slideY) {
        return new SlideView(slideX, slideY, downsampling, width, height);
    }

    /// In a view of another size.
    public SlideView sized(int widthThen, int heightThen) {
        return new SlideView(x, y, downsampling, widthThen, heightThen);
    }

    /// Held to the slide: the middle stays on it, and it is neither much smaller than the view nor endlessly enlarged.
    public SlideView within(ZoomLevels of) {
        double farthest = Math.max(1, whole(of, width, height).downsampling * 2);
        return new SlideView(
                Math.clamp(x, 0, of.columns()), Math.clamp(y, 0, of.rows()),
                Math.clamp(downsampling, 1 / MOST_ENLARGED, farthest), width, height);
    }
}
