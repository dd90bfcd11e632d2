package loupe.app.slide;

/// What the left button does on a slide.
enum SlideTool {
    MOVE("Move", "Drag to move the slide; click an object to take it in hand, with Shift more of them."),
    POINT("Point", "Click to set a point."),
    LINE("Line", "Drag a line."),
    POLYGON("Polygon", "Click its corners; double click or Enter closes it, Escape drops it."),
    BRUSH("Brush", "Paint an area. Begun in the area in hand it is added to it, with Alt taken from it. [ and ] change the size."),
    WAND("Wand", "Click or drag: takes what looks alike. Zoom in for finer edges."),
    FRAME("Frame", "Drag a counting frame: what touches its left or lower edge does not count.");

    private final String text;
    private final String help;

    SlideTool(String text, String help) {
        this.text = text;
        this.help = help;
    }

    String text() {
        return text;
    }

    String help() {
        return help;
    }
}
