package loupe.app.cli.broken;

/// A command that knows the toolkit.
class KnowsToolkit {
    javafx.beans.property.SimpleIntegerProperty toolkit = new javafx.beans.property.SimpleIntegerProperty();
}
