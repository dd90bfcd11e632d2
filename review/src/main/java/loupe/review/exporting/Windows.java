package loupe.review.exporting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.display.PixelPadding;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.session.StudyImages;

/// A window for images that carry none.
public final class Windows {
    private static final int MOST_SLICES = 16;
    private static final int MOST_VALUES = 1 << 20;

    private Windows() {}

    /// A picture and what of it is padding.
    private record Padded(RasterImage image, Optional<PixelPadding> padding) {
        boolean counts(float value) {
            return padding.isEmpty() || !padding.get().has(value);
        }
    }

    /// From the 1st to the 99th percentile of the values.
    public static ValueWindow spanning(RasterImage picture) {
        return spanning(List.of(new Padded(picture, Optional.empty())));
    }

    /// The same without what the image's header names as padding.
    ///
    /// @param frame index from 0
    public static ValueWindow spanning(RasterImage picture, DataSet header, int frame) {
        return spanning(List.of(new Padded(picture, PixelPadding.of(header, frame))));
    }

    /// From the 1st to the 99th percentile of a stack's values but for padding, of at most sixteen slices evenly spread over it, so
    /// that its first and last slices do not decide.
    ///
    /// @throws IOException if a slice cannot be read or decoded
    public static ValueWindow spanning(StudyImages images, Stack stack) throws IOException {
        List<SliceRef> slices = stack.slices();
        int looked = Math.min(MOST_SLICES, slices.size());
        List<Padded> pictures = new ArrayList<>();
        for (int i = 0; i < looked; i++) {
            SliceRef s = slices.get((int) ((i + 0.5) * slices.size() / looked));
            pictures.add(new Padded(
                    images.picture(s.sopInstanceUid(), s.frame()), PixelPadding.of(images.header(s.sopInstanceUid()), s.frame())));
        }
        return spanning(pictures);
    }

    private static ValueWindow spanning(List<Padded> pictures) {
        long all = pictures.stream().mapToLong(p -> (long) p.image.columns() * p.image.rows()).sum();
        int every = (int) Math.max(1, all / MOST_VALUES);
        float[] values = new float[(int) (all / every) + pictures.size()];
        int n = 0;
        for (Padded p : pictures) {
            if (!(p.image instanceof RasterImage.Gray g)) {
                return ValueWindow.of(128, 256);
            }
            for (int i = 0; i < g.columns() * g.rows(); i += every) {
                if (p.counts(g.values()[i])) {
                    values[n++] = g.values()[i];
                }
            }
        }
        if (n == 0) {
            return ValueWindow.of(0, 1);
        }
        Arrays.sort(values, 0, n);
        double low = values[(int) (n * 0.01)];
        double high = values[(int) (n * 0.99)];
        return ValueWindow.of((low + high) / 2, Math.max(1, high - low));
    }
}
