package loupe.app.viewer;

import java.util.List;
import loupe.core.plane.Axis;

/// The planes of other views as lines on an image that can be taken hold of.
///
/// @param column where they meet
/// @param row where they meet
/// @param arms a line for each plane
/// @param turned whether the planes do not lie straight
/// @param moves what happens when they are moved
public record CrossLines(double column, double row, List<Arm> arms, boolean turned, Moves moves) {
    /// Copies the list.
    public CrossLines {
        arms = List.copyOf(arms);
    }

    /// A plane on the image.
    ///
    /// @param plane the direction of looking of the view whose plane it is
    /// @param line where it cuts
    public record Arm(Axis plane, ImageLine line) {}

    /// What a person does with the lines.
    public interface Moves {
        /// A plane is to go through a pixel.
        void move(Axis plane, double column, double row);

        /// All lines are turned about the point where they meet.
        ///
        /// @param radians clockwise on the image as it is stored
        void turn(double radians);

        /// The planes are to lie straight again.
        void straight();
    }
}
