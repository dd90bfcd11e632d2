package loupe.inference.prompt;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.work.JobContext;

/// What an outline and the image below it tell of whether it fits: figures without a unit, all from one run of the decoder. Looked at is
/// the box, widened by half its size and two pixels on each side.
final class FitSigns {
    private static final double AROUND = 0.3;
    private static final double WIDENED = 0.5;
    private static final int FAR = 10;

    private final float[] logits;
    private final PromptPicture picture;
    private final Prompt.Box box;
    private final int left;
    private final int top;
    private final int columns;
    private final int rows;

    /// @param logits of the whole image, row by row; above 0 is inside
    FitSigns(float[] logits, PromptPicture picture, Prompt.Box box) {
        this.logits = logits;
        this.picture = picture;
        this.box = box;
        double w = width();
        double h = height();
        this.left = (int) Math.max(0, Math.floor(box.from().column() - WIDENED * w - 2));
        this.top = (int) Math.max(0, Math.floor(box.from().row() - WIDENED * h - 2));
        this.columns = (int) Math.min(picture.columns(), Math.ceil(box.to().column() + WIDENED * w + 2)) - left;
        this.rows = (int) Math.min(picture.rows(), Math.ceil(box.to().row() + WIDENED * h + 2)) - top;
    }

    private double width() {
        return box.to().column() - box.from().column();
    }

    private double height() {
        return box.to().row() - box.from().row();
    }

    private float logit(int c, int r) {
        return logits[(top + r) * picture.columns() + left + c];
    }

    private float gray(int c, int r) {
        return picture.gray()[(top + r) * picture.columns() + left + c];
    }

    private boolean inside(int c, int r) {
        return c >= 0 && r >= 0 && c < columns && r < rows && logit(c, r) > 0;
    }

    private boolean inBox(int c, int r, double wider) {
        double x = left + c + 0.5;
        double y = top + r + 0.5;
        double dx = wider * width();
        double dy = wider * height();
        return x >= box.from().column() - dx && x < box.to().column() + dx && y >= box.from().row() - dy && y < box.to().row() + dy;
    }

    /// The signs, in this order: the model's own guess; Dice of the outlines at logit 1 and -1; at 2 and -2; share of the outline
    /// outside the box; share of it in its largest part; roundness (4πA/P², P by counted sides times π/4); gradient on its border over
    /// the spread of gray; gray inside against around (difference over spread); log of the box's side in pixels; log of its share of the
    /// image; shorter over longer side of the box; share of the box that is filled; share of the box that its extent spans; mean size
    /// of logits in the box, each 10 at most; log of the image's longer side in pixels.
    double[] values(double quality, JobContext job) {
        Areas a = areas();
        Gray in = new Gray();
        Gray out = new Gray();
        long sides = 0;
        long edge = 0;
        double slope = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                boolean here = inside(c, r);
                sides += c + 1 < columns && here != inside(c + 1, r) ? 1 : 0;
                sides += r + 1 < rows && here != inside(c, r + 1) ? 1 : 0;
                if (here) {
                    in.add(gray(c, r));
                    if (!inside(c - 1, r) || !inside(c + 1, r) || !inside(c, r - 1) || !inside(c, r + 1)) {
                        edge++;
                        slope += gradient(c, r);
                    }
                } else if (inBox(c, r, AROUND)) {
                    out.add(gray(c, r));
                }
            }
        }
        double w = width();
        double h = height();
        double length = sides * Math.PI / 4;
        double border = edge == 0 ? 0 : slope / edge;
        double spread = in.variance() + out.variance();
        return new double[] {
            quality,
            dice(a.above1, a.aboveMinus1),
            dice(a.above2, a.aboveMinus2),
            in.n == 0 ? 1 : 1 - a.both / (double) in.n,
            in.n == 0 ? 0 : largest(job) / (double) in.n,
            sides == 0 ? 0 : 4 * Math.PI * in.n / (length * length),
            border / (Math.sqrt(spread) + 1),
            (in.mean() - out.mean()) / Math.sqrt(spread + 1),
            Math.log(Math.sqrt(w * h)),
            Math.log(w * h / ((double) picture.columns() * picture.rows()) + 1e-6),
            Math.min(w, h) / Math.max(w, h),
            a.both / (double) Math.max(1, a.box),
            a.span() / (w * h),
            a.box == 0 ? 0 : a.certain / a.box,
            Math.log(Math.max(picture.columns(), picture.rows()))
        };
    }

    /// One outline lies in the other, so their overlap is the smaller.
    private static double dice(long smaller, long larger) {
        return smaller + larger == 0 ? 0 : 2.0 * smaller / (smaller + larger);
    }

    private static final class Gray {
        private long n;
        private double sum;
        private double squares;

        void add(double v) {
            n++;
            sum += v;
            squares += v * v;
        }

        double mean() {
            return n == 0 ? 0 : sum / n;
        }

        double variance() {
            return n == 0 ? 0 : Math.max(0, squares / n - mean() * mean());
        }
    }

    private static final class Areas {
        private long above1;
        private long aboveMinus1;
        private long above2;
        private long aboveMinus2;
        private long box;
        private long both;
        private double certain;
        private int least = Integer.MAX_VALUE;
        private int most = -1;
        private int first = Integer.MAX_VALUE;
        private int last = -1;

        double span() {
            return most < 0 ? 0 : (double) (most - least + 1) * (last - first + 1);
        }
    }

    private Areas areas() {
        Areas a = new Areas();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                float v = logit(c, r);
                a.above1 += v > 1 ? 1 : 0;
                a.aboveMinus1 += v > -1 ? 1 : 0;
                a.above2 += v > 2 ? 1 : 0;
                a.aboveMinus2 += v > -2 ? 1 : 0;
                if (inBox(c, r, 0)) {
                    a.box++;
                    a.certain += Math.min(Math.abs(v), FAR);
                    if (v > 0) {
                        a.both++;
                        a.least = Math.min(a.least, c);
                        a.most = Math.max(a.most, c);
                        a.first = Math.min(a.first, r);
                        a.last = r;
                    }
                }
            }
        }
        return a;
    }

    private long largest(JobContext job) {
        VoxelGrid flat = VoxelGrid.axial(columns, rows, 1, new PatientPoint(0, 0, 0), 1, 1, "");
        Mask.Builder in = Mask.builder(flat);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (inside(c, r) && inBox(c, r, 0)) {
                    in.add(c, r, 0);
                }
            }
        }
        Mask all = in.build();
        return all.isEmpty() ? 0 : Islands.of(all, Neighbours.FOUR, job).largest().count();
    }

    /// Size of the gradient by differences of neighbours, one-sided at the rim.
    private double gradient(int c, int r) {
        int right = Math.min(c + 1, columns - 1);
        int before = Math.max(c - 1, 0);
        int below = Math.min(r + 1, rows - 1);
        int above = Math.max(r - 1, 0);
        return Math.hypot(
                difference(gray(right, r), gray(before, r), right - before), difference(gray(c, below), gray(c, above), below - above));
    }

    private static double difference(float to, float from, int apart) {
        return apart == 0 ? 0 : (to - (double) from) / apart;
    }
}
