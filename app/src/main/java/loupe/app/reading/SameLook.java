package loupe.app.reading;

import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.Look;

/// Keeps linked views of one series alike where a person expects it: planes of one stack in all their colours and with what is laid
/// over them, and views that have the same series laid over theirs in how that is seen. For the toolkit's thread.
final class SameLook {
    private boolean following;

    void follow(ViewerViewModel leader, ReadingViewModel reading) {
        leader.looks().lookProperty().addListener((o, before, now) -> {
            if (!following && reading.linkedProperty().get() && reading.views().contains(leader)) {
                following = true;
                try {
                    reading.views().stream().filter(v -> v != leader && alike(leader, v, now)).forEach(v -> v.looks().change(l -> now));
                } finally {
                    following = false;
                }
            }
        });
    }

    private static boolean alike(ViewerViewModel leader, ViewerViewModel v, Look now) {
        ShownSeries a = leader.currentProperty().get();
        ShownSeries b = v.currentProperty().get();
        Look other = v.looks().lookProperty().get();
        boolean planes = a.planes().isPresent() && b.planes().isPresent();
        boolean above = now.fusion().isPresent()
                && other.fusion().isPresent()
                && other.fusion().get().upper().equals(now.fusion().get().upper());
        return a.isOf(b) && (planes || above);
    }
}
