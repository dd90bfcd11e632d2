package loupe.review.report.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/// Pages (A4) that are filled from top to bottom; a new one begins where the last is full.
final class Sheet {
    private static final double MARGIN = 54;
    private static final double FOOT = 48;
    private static final double LEADING = 1.32;
    private static final float GRAY = 0.35f;
    private static final float PALE = 0.9f;
    private static final double ACROSS_SIZE = 130;
    private static final double SMALL = 8;

    private final PDDocument document;
    private final Face face;
    private final String across;
    private final List<PDPage> pages = new ArrayList<>();
    private double y;

    /// @param across a word written across every page; empty for none
    Sheet(PDDocument document, Face face, String across) throws IOException {
        this.document = document;
        this.face = face;
        this.across = across;
        begin();
    }

    private PDPage page() {
        return pages.getLast();
    }

    static double width() {
        return PDRectangle.A4.getWidth() - 2 * MARGIN;
    }

    private void begin() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        y = PDRectangle.A4.getHeight() - MARGIN;
        if (!across.isEmpty()) {
            try (PDPageContentStream to = new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
                double half = face.width(across, ACROSS_SIZE) / 2;
                double slant = Math.toRadians(55);
                Matrix at = Matrix.getRotateInstance(
                        slant,
                        (float) (PDRectangle.A4.getWidth() / 2 - half * Math.cos(slant) + ACROSS_SIZE / 3 * Math.sin(slant)),
                        (float) (PDRectangle.A4.getHeight() / 2 - half * Math.sin(slant) - ACROSS_SIZE / 3 * Math.cos(slant)));
                to.beginText();
                to.setFont(face.font(), (float) ACROSS_SIZE);
                to.setNonStrokingColor(PALE);
                to.setTextMatrix(at);
                to.showText(across);
                to.endText();
            }
        }
    }

    /// Makes sure that so much is left on the page.
    void room(double points) throws IOException {
        if (y - points < MARGIN + FOOT / 2) {
            begin();
        }
    }

    void gap(double points) {
        y -= points;
    }

    /// Text from the left margin, wrapped.
    void text(String text, double size, boolean quiet) throws IOException {
        text(text, size, quiet, 0);
    }

    /// @param indent from the left margin, in points
    void text(String text, double size, boolean quiet, double indent) throws IOException {
        for (String line : face.wrapped(text, size, width() - indent)) {
            room(size * LEADING);
            y -= size * LEADING;
            put(line, MARGIN + indent, y, size, quiet ? GRAY : 0);
        }
    }

    private void put(String line, double x, double at, double size, float gray) throws IOException {
        try (PDPageContentStream to = new PDPageContentStream(document, page(), AppendMode.APPEND, true)) {
            put(to, line, x, at, size, gray);
        }
    }

    private void put(PDPageContentStream to, String line, double x, double at, double size, float gray) throws IOException {
        to.beginText();
        to.setFont(face.font(), (float) size);
        to.setNonStrokingColor(gray);
        to.newLineAtOffset((float) x, (float) at);
        to.showText(line);
        to.endText();
    }

    /// A thin line from margin to margin.
    void rule() throws IOException {
        room(6);
        y -= 4;
        try (PDPageContentStream to = new PDPageContentStream(document, page(), AppendMode.APPEND, true)) {
            to.setStrokingColor(GRAY);
            to.setLineWidth(0.5f);
            to.moveTo((float) MARGIN, (float) y);
            to.lineTo((float) (MARGIN + width()), (float) y);
            to.stroke();
        }
        y -= 2;
    }

    /// A row of cells side by side, each wrapped in its column.
    ///
    /// @param widths of the columns, in points
    void row(List<String> cells, double[] widths, double size, boolean quiet) throws IOException {
        List<List<String>> wrapped = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(face.wrapped(cells.get(i), size, widths[i] - 6));
            most = Math.max(most, wrapped.get(i).size());
        }
        room(most * size * LEADING);
        double x = MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            double at = y;
            for (String line : wrapped.get(i)) {
                at -= size * LEADING;
                put(line, x, at, size, quiet ? GRAY : 0);
            }
            x += widths[i];
        }
        y -= most * size * LEADING;
    }

    /// Two pictures side by side, or one; each with its caption below.
    void pictures(List<KeyPicture> pair) throws IOException {
        double wide = width() / 2 - 8;
        double high = 0;
        int lines = 1;
        for (KeyPicture p : pair) {
            high = Math.max(high, height(p.image(), wide));
            lines = Math.max(lines, face.wrapped(p.caption(), SMALL, wide).size());
        }
        room(high + (lines + 1) * SMALL * LEADING);
        double x = MARGIN;
        for (KeyPicture p : pair) {
            double h = height(p.image(), wide);
            double w = h * p.image().getWidth() / p.image().getHeight();
            PDImageXObject image = LosslessFactory.createFromImage(document, p.image());
            try (PDPageContentStream to = new PDPageContentStream(document, page(), AppendMode.APPEND, true)) {
                to.drawImage(image, (float) x, (float) (y - h), (float) w, (float) h);
            }
            double at = y - h;
            for (String line : face.wrapped(p.caption(), SMALL, wide)) {
                at -= SMALL * LEADING;
                put(line, x, at, SMALL, GRAY);
            }
            x += wide + 16;
        }
        y -= high + (lines + 1) * SMALL * LEADING;
    }

    /// As high as it is when as wide as asked, and no higher than that width.
    private static double height(BufferedImage image, double wide) {
        return Math.min(wide, wide * image.getHeight() / image.getWidth());
    }

    /// Puts a line and the number of the page at the foot of each page.
    void feet(String left) throws IOException {
        for (int i = 0; i < pages.size(); i++) {
            String right = (i + 1) + " of " + pages.size();
            try (PDPageContentStream to = new PDPageContentStream(document, pages.get(i), AppendMode.APPEND, true)) {
                put(to, face.shown(left), MARGIN, MARGIN / 2, SMALL, GRAY);
                put(to, right, MARGIN + width() - face.width(right, SMALL), MARGIN / 2, SMALL, GRAY);
            }
        }
    }
}
