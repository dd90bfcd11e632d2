package loupe.review.reading;

import java.io.IOException;
import java.nio.file.Path;

/// `KilledReading FOLDER STUDY`: Anna takes a study in hand, says so, and reads on without end. It is there to be killed.
final class KilledReading {
    private KilledReading() {}

    public static void main(String[] a) throws IOException {
        try (ListSite site = ListSite.open(Path.of(a[0]))) {
            System.out.println(site.claims().take(a[1]));
            while (System.in.read() >= 0) {
                System.out.println("still reading");
            }
        }
    }
}
