package loupe.app.slide;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

/// What the left button does on a slide.
enum SlideTool {
    MOVE(later("Move"), later("Drag to move the slide; click an object to take it in hand, with Shift more of them.")),
    POINT(later("Point"), later("Click to set a point.")),
    LINE(later("Line"), later("Drag a line.")),
    POLYGON(later("Polygon"), later("Click its corners; double click or Enter closes it, Escape drops it.")),
    BRUSH(later("Brush"),
            later("Paint an area. Begun in the area in hand it is added to it, with Alt taken from it. [ and ] change the size.")),
    WAND(later("Wand"), later("Click or drag: takes what looks alike. Zoom in for finer edges.")),
    FRAME(later("Frame"), later("Drag a counting frame: what touches its left or lower edge does not count."));

    private final String text;
    private final String help;

    SlideTool(String text, String help) {
        this.text = text;
        this.help = help;
    }

    String text() {
        return say(text);
    }

    String help() {
        return say(help);
    }
}
