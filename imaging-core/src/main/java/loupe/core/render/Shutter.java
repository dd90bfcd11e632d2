package loupe.core.render;

import java.util.List;

/// A part of an image that is to be seen, in its columns and rows counted from 1 as files do (DICOM PS3.3 C.7.6.11); what lies
/// outside is covered.
public sealed interface Shutter {
    /// Whether a pixel is seen.
    ///
    /// @param column from 1
    /// @param row from 1
    boolean open(double column, double row);

    /// A rectangle; its edges are the first columns and rows that are covered no more.
    record Rectangle(double left, double right, double upper, double lower) implements Shutter {
        @Override
        public boolean open(double column, double row) {
            return column >= left && column <= right && row >= upper && row <= lower;
        }
    }

    /// A circle.
    ///
    /// @param column its middle
    /// @param row its middle
    /// @param radius in columns
    /// @param rowHigh how high a row is in columns, 1 for square pixels
    record Circle(double column, double row, double radius, double rowHigh) implements Shutter {
        @Override
        public boolean open(double c, double r) {
            double dx = c - column;
            double dy = (r - row) * rowHigh;
            return dx * dx + dy * dy <= radius * radius;
        }
    }

    /// A polygon; the last corner is joined with the first.
    ///
    /// @param corners column and row of each, at least three
    record Polygon(List<Corner> corners) implements Shutter {
        /// Copies the list.
        public Polygon {
            corners = List.copyOf(corners);
            if (corners.size() < 3) {
                throw new IllegalArgumentException("a polygon must have three corners, has " + corners.size());
            }
        }

        /// A corner.
        public record Corner(double column, double row) {}

        @Override
        public boolean open(double column, double row) {
            boolean in = false;
            for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
                Corner a = corners.get(i);
                Corner b = corners.get(j);
                if (a.row > row != b.row > row && column < (b.column - a.column) * (row - a.row) / (b.row - a.row) + a.column) {
                    in = !in;
                }
            }
            return in;
        }
    }
}
