package loupe.app.cli.study;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.PixelPreview;
import loupe.deid.pixel.TextBox;
import loupe.review.ReviewException;
import loupe.review.importing.ReviewQueue;
import loupe.review.importing.WaitingImage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe queue`.
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Images whose pixels a person must decide on before they are imported.")
public final class QueueCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(arity = "0..1", paramLabel = "IMAGE", description = "number of an image; without one, all are listed")
    int number;

    @Option(names = "--picture", paramLabel = "FILE.png", description = "writes a frame as bare pixels, what was found framed; it may show the patient's name")
    @Nullable Path picture;

    @Option(names = "--frame", paramLabel = "N", description = "frame of the picture, from 1")
    int frame = 1;

    @Option(names = "--keep", split = ";", paramLabel = "BOX", description = "a box found that holds nothing of the patient (column,row,width,height)")
    List<String> keep = List.of();

    @Option(names = "--add", split = ";", paramLabel = "BOX", description = "a box to black out besides")
    List<String> add = List.of();

    @Option(names = "--confirm", description = "imports the image with the boxes as they are now decided")
    boolean confirm;

    @Option(names = "--deface", description = "with --confirm: take the face out, by the slices that lie beside it")
    boolean deface;

    @Option(names = "--leave-out", description = "takes the image off the queue without importing it")
    boolean leaveOut;

    @Option(names = "--json", description = "print as JSON")
    boolean json;

    public QueueCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            ReviewQueue queue = w.queue(deface);
            if (number == 0) {
                list(queue.waiting());
                return 0;
            }
            return one(queue, queue.image(number));
        }
    }

    private void list(List<WaitingImage> waiting) {
        if (json) {
            session.json(waiting);
            return;
        }
        waiting.forEach(i -> session.out().printf(
                "%d  %s  %d boxes%n", i.number(), i.path(), i.boxes().size()));
        session.out().println(waiting.size() + " images wait");
    }

    private int one(ReviewQueue queue, WaitingImage image) throws Exception {
        Path file = picture;
        if (file != null) {
            draw(queue.picture(image, frame - 1, session.terminal()), image, file);
        }
        if (leaveOut) {
            queue.leaveOut(image);
            session.out().println("left out");
            return 0;
        }
        if (confirm) {
            ReviewQueue.Decision decision = ReviewQueue.Decision.on(image, boxes(keep), boxes(add));
            boolean imported = queue.decide(image, decision, session.terminal());
            session.out().println(imported
                    ? "imported; " + decision.black().size() + " boxes black"
                    : "text is found elsewhere still; look again (--picture) and add its place");
            return imported ? 0 : ExitCode.FAILED;
        }
        tell(queue.readings(image, frame - 1, session.terminal()), image);
        return 0;
    }

    /// The places in question, with what is read in them on the frame asked for: it may be the patient's name.
    private void tell(List<PixelPreview.Found> read, WaitingImage image) {
        for (TextBox b : image.boxes()) {
            String said = read.stream()
                    .filter(f -> f.box().equals(b))
                    .findFirst()
                    .map(f -> String.format(
                            Locale.ROOT, "  reads \"%s\", %.0f %% sure, %.0f %% alike when looked at again: %s",
                            f.text(), 100 * f.confidence(), 100 * f.likeness(),
                            f.taken().equals("ASK") ? "text or anatomy?" : f.taken().toLowerCase(Locale.ROOT)))
                    .orElse("");
            session.out().println("  " + b.toText() + said);
        }
    }

    private static List<TextBox> boxes(List<String> texts) throws ReviewException {
        List<TextBox> out = new ArrayList<>();
        for (String text : texts) {
            if (!text.matches("\\d{1,6},\\d{1,6},[1-9]\\d{0,5},[1-9]\\d{0,5}")) {
                throw new ReviewException("a box is column,row,width,height in pixels");
            }
            int[] n = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
            out.add(new TextBox(n[0], n[1], n[2], n[3]));
        }
        return out;
    }

    /// The frame, what is in question framed, and below it each place enlarged.
    private static void draw(GrayImage pixels, WaitingImage image, Path file) throws Exception {
        BufferedImage shown = new BufferedImage(pixels.columns(), pixels.rows(), BufferedImage.TYPE_INT_RGB);
        for (int r = 0; r < pixels.rows(); r++) {
            for (int c = 0; c < pixels.columns(); c++) {
                shown.setRGB(c, r, pixels.at(c, r) * 0x010101);
            }
        }
        BufferedImage sheet = EnlargedPlaces.below(shown, image.boxes());
        Graphics2D g = sheet.createGraphics();
        g.setColor(Color.YELLOW);
        image.boxes().forEach(b -> g.drawRect(b.column(), b.row(), b.width() - 1, b.height() - 1));
        g.dispose();
        ImageIO.write(sheet, "png", file.toFile());
    }
}
