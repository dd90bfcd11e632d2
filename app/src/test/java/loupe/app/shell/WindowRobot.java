package loupe.app.shell;

import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.robot.Motion;
import org.testfx.service.query.PointQuery;
import org.testfx.util.NodeQueryUtils;

/// TestFX's robot, which reads where things stand on the toolkit's own thread.
///
/// Left alone it reads bounds on the test's thread. To know them a node lays out its texts, and the toolkit shares the lines of
/// equal texts between nodes: read beside the toolkit's own layout, they were found half made once in some hundred window tests.
public final class WindowRobot extends ApplicationExtension {
    @Override
    public PointQuery point(Node node) {
        return point(WindowDriver.read(() -> super.point(node).query())).onNode(node);
    }

    @Override
    public FxRobot clickOn(String query, Motion motion, MouseButton... buttons) {
        return clickOn(point(seen(query)), motion, buttons);
    }

    @Override
    public FxRobot doubleClickOn(String query, Motion motion, MouseButton... buttons) {
        return doubleClickOn(point(seen(query)), motion, buttons);
    }

    @Override
    public FxRobot moveTo(String query, Motion motion) {
        return moveTo(point(seen(query)), motion);
    }

    private Node seen(String query) {
        return WindowDriver.read(() -> from(lookup(query).queryAll()).match(NodeQueryUtils.isVisible()).query());
    }
}
