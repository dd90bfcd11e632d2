package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.Start;

/// VIEW-1: what is written over an image is read on a white one too (FINDINGS R8). The product's own style sheet, drawn.
@ExtendWith(WindowRobot.class)
@Tag("display")
class LegibleOverWhiteTest {
    /// Contrast a text needs against what it stands on (WCAG 2.2, 1.4.3).
    private static final double LEAST = 4.5;
    private static final int REACH = 3;

    private StackPane ground;

    @Start
    void start(Stage stage) {
        ground = new StackPane();
        Scene scene = new Scene(ground, 220, 90);
        scene.getStylesheets().add(MainWindow.class.getResource("/loupe/app/loupe.css").toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    /// Darkest pixel near one.
    private static double darkestNear(double[][] luminances, int x, int y) {
        double least = 1;
        for (int j = Math.max(0, y - REACH); j <= Math.min(luminances.length - 1, y + REACH); j++) {
            for (int i = Math.max(0, x - REACH); i <= Math.min(luminances[j].length - 1, x + REACH); i++) {
                least = Math.min(least, luminances[j][i]);
            }
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(strings = {"corner", "edge", "scale-bar"})
    void has_a_dark_edge_around_every_bright_stroke(String style) throws Exception {
        Region drawn = style.equals("scale-bar") ? new Region() : new Label("CT 042 y  H R 10 mm");
        drawn.getStyleClass().add(style);
        drawn.setMaxSize(style.equals("scale-bar") ? 120 : Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        WritableImage image = WindowDriver.onToolkit(() -> {
            ground.setStyle("-fx-background-color: white;");
            ground.getChildren().setAll(drawn);
            ground.applyCss();
            ground.layout();
            return ground.getScene().snapshot(null);
        });
        Screenshot.write(ground.getScene(), java.nio.file.Path.of("target/screenshots/white-" + style + ".png"));
        Color own = style.equals("edge") ? Color.web("#e0c56e") : Color.web("#cfd6dc");
        int width = (int) image.getWidth();
        double[][] luminances = new double[(int) image.getHeight()][width];
        List<int[]> strokes = new ArrayList<>();
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < luminances.length; y++) {
            for (int x = 0; x < width; x++) {
                Color c = pixels.getColor(x, y);
                luminances[y][x] = luminance(c);
                boolean stroke = Math.abs(c.getRed() - own.getRed()) + Math.abs(c.getGreen() - own.getGreen())
                        + Math.abs(c.getBlue() - own.getBlue()) < 0.3;
                if (stroke) {
                    strokes.add(new int[] {x, y});
                }
            }
        }
        assertThat(strokes).hasSizeGreaterThan(20);
        assertThat(strokes).allSatisfy(s -> assertThat((luminances[s[1]][s[0]] + 0.05) / (darkestNear(luminances, s[0], s[1]) + 0.05))
                .as("contrast at " + s[0] + ", " + s[1]).isGreaterThanOrEqualTo(LEAST));
    }
}
