package loupe.review.twice;

import java.io.IOException;
import java.nio.file.Path;
import loupe.review.session.ReviewSession;

/// `KilledSecondReading FOLDER STUDY`: Ben reads a study second, draws point after point and says of each that it is kept. It is there
/// to be killed.
final class KilledSecondReading {
    private KilledSecondReading() {}

    public static void main(String[] a) throws IOException {
        try (TwiceSite site = TwiceSite.open(Path.of(a[0]), TwiceSite.BEN)) {
            ReviewSession session = site.open(a[1]);
            for (int i = 1; ; i++) {
                session.draw(TwiceSite.point(i % 200, 20));
                System.out.println("kept " + i);
            }
        }
    }
}
