package loupe.app.broken;

/// A view model that knows a scene, Swing, shared state and sample data.
class BrokenViewModel {
    static int shared;
    Class<?> scene = javafx.scene.control.Button.class;
    Class<?> swing = javax.swing.JButton.class;
    Class<?> sample = loupe.sample.chest.ChestPhantom.class;

    static BrokenViewModel getInstance() {
        return new BrokenViewModel();
    }
}
