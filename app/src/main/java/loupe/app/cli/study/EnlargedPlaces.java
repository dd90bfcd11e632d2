package loupe.app.cli.study;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import loupe.deid.pixel.TextBox;

/// Places of a picture, each enlarged below it, so that a person can tell text from anatomy.
final class EnlargedPlaces {
    private static final int MOST = 8;
    private static final int LEAST_WIDTH = 512;
    private static final int GAP = 4;
    private static final int GREATEST = 8;

    private EnlargedPlaces() {}

    /// A new picture: the one given at the top, below it the places with their surroundings.
    static BufferedImage below(BufferedImage picture, List<TextBox> places) {
        int width = Math.max(picture.getWidth(), LEAST_WIDTH);
        List<TextBox> around = places.stream()
                .limit(MOST)
                .map(b -> b.within(picture.getWidth(), picture.getHeight(), Math.min(b.width(), b.height()) / 2))
                .toList();
        int height = picture.getHeight();
        for (TextBox b : around) {
            height += GAP + (int) (b.height() * scale(b, width));
        }
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(picture, 0, 0, null);
        int top = picture.getHeight() + GAP;
        for (TextBox b : around) {
            double s = scale(b, width);
            g.drawImage(
                    picture.getSubimage(b.column(), b.row(), b.width(), b.height()),
                    0, top, (int) (b.width() * s), (int) (b.height() * s), null);
            top += GAP + (int) (b.height() * s);
        }
        g.dispose();
        return sheet;
    }

    private static double scale(TextBox b, int width) {
        return Math.max(1, Math.min(GREATEST, width / (double) b.width()));
    }
}
