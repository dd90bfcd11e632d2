package loupe.app.first;

import javafx.scene.Node;

/// A page of the first start.
///
/// @param content what is shown
/// @param first what takes the keyboard first
record FirstPage(Node content, Node first) {}
