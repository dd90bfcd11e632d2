package loupe.core.render;

/// Between which two pixels of an image each pixel of a screen's row or column lies, worked out once for all of them.
///
/// @param first first screen pixel that shows the image
/// @param end one more than the last; first where none does
/// @param near by screen pixel, where the nearer of the two lies in the image's array
/// @param far where the farther one lies
/// @param part by how much of the way it lies towards the farther one, 0 to 1
record Between(int first, int end, int[] near, int[] far, double[] part) {
    static Between of(Scan.Line line) {
        int n = line.index().length;
        int first = 0;
        while (first < n && !line.has(line.index()[first])) {
            first++;
        }
        int end = n;
        while (end > first && !line.has(line.index()[end - 1])) {
            end--;
        }
        Between out = new Between(first, end, new int[n], new int[n], new double[n]);
        for (int i = out.first; i < out.end; i++) {
            double at = Math.clamp(line.index()[i], 0, line.count() - 1);
            out.near[i] = (int) at * line.stride();
            out.far[i] = Math.min((int) at + 1, line.count() - 1) * line.stride();
            out.part[i] = at - (int) at;
        }
        return out;
    }

    boolean has(int i) {
        return i >= first && i < end;
    }
}
