package loupe.app.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import loupe.app.viewer.CrossLines;
import loupe.app.viewer.ViewerViewModel;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Axis;

/// The lines of two planes on the view of the third, and what taking hold of them does. For the toolkit's thread.
///
/// @param planes the three views
/// @param axis which of them the lines are on
/// @param following where views lie in the patient
/// @param reading turns and straightens
record HeldLines(ThreePlanes planes, Axis axis, Following following, ReadingViewModel reading) implements CrossLines.Moves {
    /// The lines as they lie now.
    CrossLines lines() {
        ViewerViewModel on = planes.view(axis);
        PatientPoint point = planes.crosshair().point();
        List<CrossLines.Arm> arms = new ArrayList<>();
        for (Axis other : planes.others(axis)) {
            following.line(planes.view(other), on).ifPresent(l -> arms.add(new CrossLines.Arm(other, l)));
        }
        return new CrossLines(following.column(on, point), following.row(on, point), arms, planes.turned(), this);
    }

    @Override
    public void move(Axis plane, double column, double row) {
        ViewerViewModel on = planes.view(axis);
        ViewerViewModel moved = planes.view(plane);
        following.point(on, column, row)
                .map(p -> following.through(p, following.frameOfReference(on), moved))
                .filter(OptionalInt::isPresent)
                .ifPresent(s -> moved.change(state -> state.at(s.getAsInt())));
    }

    @Override
    public void turn(double radians) {
        reading.turn(planes, axis, radians);
    }

    @Override
    public void straight() {
        reading.straighten();
    }
}
