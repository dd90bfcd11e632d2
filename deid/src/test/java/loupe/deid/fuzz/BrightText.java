package loupe.deid.fuzz;

import java.util.List;
import loupe.core.work.JobContext;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;

/// Takes few very bright pixels among darker ones for writing, as a film's marks are; quick, and the same at every look.
final class BrightText {
    static final TextFinder FINDER = BrightText::find;

    private static final int BRIGHT = 240;

    private BrightText() {}

    private static List<TextBox> find(GrayImage image, JobContext job) {
        int left = image.columns();
        int right = -1;
        int top = image.rows();
        int bottom = -1;
        for (int row = 0; row < image.rows(); row++) {
            for (int column = 0; column < image.columns(); column++) {
                if (image.at(column, row) >= BRIGHT) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = Math.min(top, row);
                    bottom = row;
                }
            }
        }
        boolean few = right >= 0 && 4L * (right - left + 1) * (bottom - top + 1) <= (long) image.columns() * image.rows();
        return few ? List.of(new TextBox(left, top, right - left + 1, bottom - top + 1)) : List.of();
    }
}
