package loupe.sample.slide;

/// Pixels of a region around a nucleus, ends included; empty where it lies outside.
///
/// @param left first column
/// @param top first row
/// @param right last column
/// @param bottom last row
record Box(int left, int top, int right, int bottom) {
    static Box around(Nucleus n, SlideRegion r, double marginUm) {
        double reach = n.longUm() + marginUm;
        double um = r.umPerPixel();
        return new Box(
                (int) Math.max(0, Math.floor((n.xUm() - reach - r.xUm()) / um)),
                (int) Math.max(0, Math.floor((n.yUm() - reach - r.yUm()) / um)),
                (int) Math.min(r.width() - 1.0, Math.floor((n.xUm() + reach - r.xUm()) / um)),
                (int) Math.min(r.height() - 1.0, Math.floor((n.yUm() + reach - r.yUm()) / um)));
    }
}
