package loupe.app.action;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayTail;

/// Everything a person can do, with the text of the palette and the default key. Texts are said in the reader's language.
public enum Action {
    PALETTE("Command palette", "Ctrl+K", When.UNLOCKED),
    LOCK("Lock the workstation", "Ctrl+L", When.UNLOCKED),
    ACCOUNTS("Accounts…", "Ctrl+Shift+U", When.UNLOCKED),
    APPROVE("Approve as the second person…", "Ctrl+Shift+P", When.CHOSEN),
    BREAK_GLASS("Emergency access…", "Ctrl+Shift+G", When.UNLOCKED),
    SCREENS("Further monitors: use them, or the window alone", "F9", When.UNLOCKED),
    THEME("Light or dark window", "F8", When.UNLOCKED),
    TEXT_LARGER("Text: larger", "Alt+Equals", When.UNLOCKED),
    TEXT_SMALLER("Text: smaller", "Alt+Minus", When.UNLOCKED),
    TEXT_USUAL("Text: usual size", "Alt+0", When.UNLOCKED),
    MOTION("Motion: as little as can be, or as the desktop has it", "Shift+F8", When.UNLOCKED),
    LANGUAGE("Language…", "Ctrl+F8", When.UNLOCKED),
    HELP("Help: keys of what you see, and pages", "F1", When.UNLOCKED),
    KEYS("Keys: profiles, and your own…", "Shift+F1", When.UNLOCKED),
    DISPLAY_TEST("Display test…", "Shift+F9", When.UNLOCKED),
    FULL_SCREEN("Full screen", "F11", When.ALWAYS),
    IMPORT_FOLDER("Import a folder…", "Ctrl+O", When.LIST),
    IMPORT_FILES("Import files…", "Ctrl+Shift+O", When.LIST),
    BLIND_READING("Blind first read at this site…", "Ctrl+Shift+B", When.LIST),
    SECOND_LOOKS("Second looks: samples, judging, report", "Ctrl+J", When.LIST),
    FIGURES("Figures of the site: findings, charts, queues", "Ctrl+D", When.LIST),
    BATCHES("Batches: bring in a folder or a list item by item", "Ctrl+Shift+D", When.LIST),
    AUDIT_LOG("Log: what was done, by whom, and its proof", "Ctrl+Shift+Y", When.LIST),
    MODELS("Models: cards, trust, who decided", "Ctrl+Shift+R", When.LIST),
    WAY_BACK("Way back: a study by its original number, or who a pseudonym is", "Ctrl+Shift+W", When.LIST),
    RETENTION("Retention: what is due, holds, erasing", "Ctrl+Shift+X", When.LIST),
    PRIVACY("Privacy and inventory: what is stored where, what left", "Ctrl+Shift+N", When.LIST),
    QUERY("Query and retrieve: what nodes hold, priors, fetching it", "Ctrl+Shift+Q", When.LIST),
    OUTGOING("Sent to nodes: what arrived, what waits, trying again", "Ctrl+U", When.LIST),
    NODES("Nodes: systems of the hospital, trying them", "Ctrl+N", When.LIST),
    FIND_STUDY("Filter the study list", "Ctrl+F", When.LIST),
    LIST_WAITING("List: studies to review or to read alone, or all states", "Ctrl+Shift+1", When.LIST),
    LIST_IN_REVIEW("List: studies in review alone, or all states", "Ctrl+Shift+2", When.LIST),
    LIST_RUNNING("List: studies on which models run alone, or all states", "Ctrl+Shift+3", When.LIST),
    LIST_NEW("List: new studies alone, or all states", "Ctrl+Shift+4", When.LIST),
    LIST_SEALED("List: sealed and sent studies alone, or all states", "Ctrl+Shift+5", When.LIST),
    LIST_URGENT("List: urgent studies alone, or all", "Ctrl+Shift+6", When.LIST),
    LIST_MINE("List: studies you have in hand alone, or all", "Ctrl+Shift+7", When.LIST),
    LIST_ALL("List: all studies, no filter", "Ctrl+Shift+0", When.LIST),
    LIST_VIEWS("List: saved views…", "Ctrl+Shift+V", When.LIST),
    LIST_COLUMNS("List: columns…", "Ctrl+Shift+C", When.LIST),
    TAKE_READING("Take over a reading that its reader cannot finish…", "Ctrl+Shift+K", When.CHOSEN_IN_LIST),
    OPEN_STUDY("Open the chosen study", "Enter", When.CHOSEN_IN_LIST),
    ANALYZE("Run the models on the study", "Ctrl+Shift+A", When.CHOSEN),
    EXPORT("Export the study…", "Ctrl+E", When.CHOSEN),
    SEND("Send results to a node…", "Ctrl+G", When.CHOSEN),
    BACK("Back to the study list", "Escape", When.AWAY),
    PREVIOUS_SLICE("Previous slice", "Up", When.STUDY),
    NEXT_SLICE("Next slice", "Down", When.STUDY),
    PREVIOUS_SERIES("Previous series", "Page_Up", When.OPEN),
    NEXT_SERIES("Next series", "Page_Down", When.OPEN),
    FIRST_SLICE("First slice", "Home", When.STUDY),
    LAST_SLICE("Last slice", "End", When.STUDY),
    NOT_LOOKED_AT("Next image not looked at yet", "Shift+J", When.STUDY),
    CINE("Cine on or off", "C", When.STUDY),
    CINE_FASTER("Cine faster", "Period", When.STUDY),
    CINE_SLOWER("Cine slower", "Comma", When.STUDY),
    CINE_OTHER_WAY("Cine round and round, or back and forth", "Shift+C", When.STUDY),
    RESET("Reset view and window", "Space", When.STUDY),
    TURN_RIGHT("Turn the image right by 90°", "Ctrl+Right", When.STUDY),
    TURN_LEFT("Turn the image left by 90°", "Ctrl+Left", When.STUDY),
    FLIP_ACROSS("Mirror the image left to right", "Ctrl+Shift+Right", When.STUDY),
    FLIP_DOWN("Mirror the image top to bottom", "Ctrl+Shift+Down", When.STUDY),
    WINDOW_TOOL("Window tool", "W", When.STUDY),
    PAN_TOOL("Pan tool", "M", When.STUDY),
    ZOOM_TOOL("Zoom tool", "Z", When.STUDY),
    ZOOM_IN("Zoom in", "Ctrl+Equals", When.OPEN),
    ZOOM_OUT("Zoom out", "Ctrl+Minus", When.OPEN),
    ACTUAL_PIXELS("Zoom: one image pixel on each screen pixel", "Ctrl+1", When.STUDY),
    INVERT("Invert black and white", "I", When.STUDY),
    PRESET_FILE("Window: as in the file", "0", When.STUDY),
    PRESET_1("Window: preset 1", "1", When.STUDY),
    PRESET_2("Window: preset 2", "2", When.STUDY),
    PRESET_3("Window: preset 3", "3", When.STUDY),
    PRESET_4("Window: preset 4", "4", When.STUDY),
    PRESET_5("Window: preset 5", "5", When.STUDY),
    PRESET_6("Window: preset 6", "6", When.STUDY),
    PRESET_7("Window: preset 7", "7", When.STUDY),
    PRESET_8("Window: preset 8", "8", When.STUDY),
    PRESETS("Window presets: change, add, delete…", "Ctrl+P", When.STUDY),
    AUTO_WINDOW("Window: from the whole image's values", "9", When.STUDY),
    REGION_WINDOW("Window: from a rectangle's values", "Ctrl+9", When.STUDY),
    COLOURS_NEXT("Colours: next map", "Ctrl+M", When.STUDY),
    COLOURS_GRAY("Colours: gray again", "Ctrl+Shift+M", When.STUDY),
    FUSE("Fusion: next series above, or none", "Shift+B", When.STUDY),
    FUSION_WINDOW("Fusion: window and colours act on the series above or below", "Ctrl+B", When.STUDY),
    FUSION_MORE("Fusion: more of the series above", "Shift+Period", When.STUDY),
    FUSION_LESS("Fusion: less of the series above", "Shift+Comma", When.STUDY),
    MAGNIFIER("Magnifier: ×2, ×3, ×4, off", "Shift+Z", When.STUDY),
    LAYOUT_1("Layout: one view", "Shift+1", When.STUDY),
    LAYOUT_2("Layout: two views", "Shift+2", When.STUDY),
    LAYOUT_4("Layout: four views", "Shift+4", When.STUDY),
    LAYOUT_6("Layout: six views", "Shift+6", When.STUDY),
    LAYOUT_9("Layout: nine views", "Shift+9", When.STUDY),
    LAYOUT_16("Layout: sixteen views", "Shift+0", When.STUDY),
    SPLIT_ACROSS("Split the view in hand, side by side", "Alt+Shift+Right", When.STUDY),
    SPLIT_DOWN("Split the view in hand, one below the other", "Alt+Shift+Down", When.STUDY),
    CLOSE_VIEW("Close the view in hand", "Alt+Shift+Left", When.STUDY),
    WIDER("View in hand wider", "Alt+Right", When.STUDY),
    NARROWER("View in hand narrower", "Alt+Left", When.STUDY),
    TALLER("View in hand higher", "Alt+Down", When.STUDY),
    LOWER("View in hand lower", "Alt+Up", When.STUDY),
    PLANES("Three planes of the stack (MPR)", "T", When.STUDY),
    ONE_UP("View in hand alone, or all again", "F", When.STUDY),
    NEXT_VIEW("Next view", "V", When.STUDY),
    LINK("Link or unlink the views", "K", When.STUDY),
    LINK_HERE("Link the views as they stand now", "Shift+K", When.STUDY),
    REFERENCE_LINES("Show or hide reference lines", "X", When.STUDY),
    THICKER("Thicker slab", "Shift+Up", When.STUDY),
    THINNER("Thinner slab", "Shift+Down", When.STUDY),
    SLAB("Slab of any thickness…", "Ctrl+T", When.STUDY),
    STRAIGHT("Turned planes straight again", "Shift+T", When.STUDY),
    AROUND("Whole volume from around: MIP, MinIP, lit", "U", When.STUDY),
    AS_TAKEN("Images as they were taken", "Shift+U", When.STUDY),
    NEXT_PROJECTION("Slab: next of mean, MIP, MinIP", "Shift+M", When.STUDY),
    HANG_ALWAYS("Hanging: always hang so", "Ctrl+H", When.STUDY),
    NEXT_HANGING("Hanging: next that fits", "Ctrl+Page_Down", When.STUDY),
    PREVIOUS_HANGING("Hanging: previous that fits", "Ctrl+Page_Up", When.STUDY),
    HANGINGS("Hanging: rules…", "Ctrl+Shift+H", When.STUDY),
    PRIOR("Prior beside the view in hand", "J", When.STUDY),
    HIDE_AI("Hide or show all AI findings", "H", When.OPEN),
    HIDE_CAME_ALONG("Hide or show what came with the study", "Shift+S", When.STUDY),
    NEXT_PRESENTATION("Presentation state: next", "Shift+P", When.STUDY),
    PREVIOUS_PRESENTATION("Presentation state: previous", "Shift+Q", When.STUDY),
    PLAIN_IMAGES("Presentation state: none, images as they are", "Shift+X", When.STUDY),
    NEXT_KEY_IMAGE("Next key image that came with the study", "Shift+I", When.STUDY),
    SHOW_REJECTED("Show or hide rejected findings", "Shift+H", When.STUDY),
    NEXT_FINDING("Next finding", "N", When.OPEN),
    PREVIOUS_FINDING("Previous finding", "P", When.STUDY),
    ACCEPT("Accept the finding", "A", When.DECIDABLE_OPEN),
    REJECT("Reject the finding…", "R", When.DECIDABLE_OPEN),
    LOOK_OTHERWISE("Second look: true, with another outline", "Shift+V", When.LOOK),
    LOOK_SCORE("Second look: keyboard to the scores", "Shift+F", When.LOOK),
    SETTLE("Difference of two readers: keyboard to what stands", "Ctrl+Shift+J", When.SETTLING),
    SETTLE_SHOWN("Difference of two readers: show A, B or both", "Shift+Y", When.SETTLING),
    BRUSH("Brush: add to the outline", "B", When.DECIDABLE),
    ERASER("Eraser: take from the outline", "E", When.DECIDABLE),
    BRUSH_SMALLER("Smaller brush", "Open_Bracket", When.STUDY),
    BRUSH_LARGER("Larger brush", "Close_Bracket", When.STUDY),
    CORRECT_BALL("Brush and eraser: disc on the image, or ball in the patient", "Alt+B", When.STUDY),
    BRUSH_ALIKE("Brush and eraser: only values like those pressed, or all", "Alt+Shift+B", When.STUDY),
    CORRECT_POLYGON("Correct: outline, polygon", "Alt+P", When.DECIDABLE),
    CORRECT_FREEHAND("Correct: outline, freehand", "Alt+F", When.DECIDABLE),
    CORRECT_SPLINE("Correct: outline, spline", "Alt+S", When.DECIDABLE),
    CORRECT_RECTANGLE("Correct: outline, rectangle", "Alt+R", When.DECIDABLE),
    CORRECT_CIRCLE("Correct: outline, circle", "Alt+C", When.DECIDABLE),
    CORRECT_ELLIPSE("Correct: outline, ellipse", "Alt+E", When.DECIDABLE),
    CORRECT_LIVEWIRE("Correct: livewire, along edges", "Alt+W", When.DECIDABLE),
    CORRECT_LEVEL("Correct: level tracing, where the value falls off", "Alt+Shift+W", When.DECIDABLE),
    CORRECT_BOX("Correct: outline what a box holds, by a model", "Alt+A", When.DECIDABLE),
    WHOLE_BETWEEN("Correct: fill between slices, by shape", "Alt+X", When.DECIDABLE),
    WHOLE_BETWEEN_DISTANCE("Correct: fill between slices, by distance", "Alt+Shift+X", When.DECIDABLE),
    WHOLE_GROW("Correct: margin, wider", "Alt+M", When.DECIDABLE),
    WHOLE_SHRINK("Correct: margin, narrower", "Alt+Shift+M", When.DECIDABLE),
    WHOLE_MEDIAN("Correct: smooth, median", "Alt+1", When.DECIDABLE),
    WHOLE_GAUSSIAN("Correct: smooth, Gaussian", "Alt+2", When.DECIDABLE),
    WHOLE_OPEN("Correct: smooth, take what is thin", "Alt+3", When.DECIDABLE),
    WHOLE_CLOSE("Correct: smooth, fill gaps", "Alt+4", When.DECIDABLE),
    JOINT_SMOOTHING("Correct: smooth, all segments shown together, without gaps", "Alt+5", When.UNSEALED),
    WHOLE_HOLLOW("Correct: hollow, shell inside the surface", "Alt+H", When.DECIDABLE),
    WHOLE_WALL("Correct: hollow, shell around the surface", "Alt+Shift+H", When.DECIDABLE),
    WHOLE_LARGEST("Correct: islands, the largest alone", "Alt+K", When.DECIDABLE),
    WHOLE_SMALL("Correct: islands, without small ones", "Alt+Shift+K", When.DECIDABLE),
    WHOLE_THRESHOLD("Correct: threshold, values from", "Alt+T", When.DECIDABLE),
    WHOLE_OTSU("Correct: threshold, Otsu", "Alt+Shift+T", When.DECIDABLE),
    WHOLE_INVERT("Correct: everything else", "Alt+I", When.DECIDABLE),
    WHOLE_CLEAR("Correct: nothing", "Alt+Delete", When.DECIDABLE),
    CLICK_FLOOD("Correct: fill like values from a click, through the volume", "Alt+G", When.DECIDABLE),
    CLICK_FLOOD_SLICE("Correct: fill like values from a click, on one slice", "Alt+Shift+G", When.DECIDABLE),
    JOINT_SEEDS("Correct: grow from seeds, the segments shown", "Alt+Shift+S", When.UNSEALED),
    CLICK_ONLY("Correct: islands, the clicked one alone", "Alt+J", When.DECIDABLE),
    CLICK_WITHOUT("Correct: islands, without the clicked one", "Alt+Shift+J", When.DECIDABLE),
    TAKE_BACK("Take the last stroke on the finding in hand back", "Alt+Z", When.DECIDABLE),
    SHOW_ORIGINAL("Outlines as the models made them, or as they stand", "Alt+O", When.STUDY),
    SHOW_DIFFERENCE("Difference to the models' outlines, or as they stand", "Alt+D", When.STUDY),
    ALTERNATIVES("Alternatives to the model's outline: more of it or less, one after another", "Alt+Shift+O", When.DECIDABLE),
    NEXT_DIFFERENCE("Next place where outline and model differ", "Alt+Period", When.STUDY),
    NEXT_DOUBT("Next place of the border the model is in doubt about", "Alt+Comma", When.STUDY),
    SEGMENT_SHOWN("Hide or show the outline in hand", "Alt+V", When.STUDY),
    SEGMENT_LOCKED("Lock or open the outline in hand", "Alt+L", When.STUDY),
    SEGMENT_FILLED("Fill the outline in hand, or only its line", "Alt+U", When.STUDY),
    DESCRIBE("Name, code and colour of the outline in hand…", "Alt+N", When.DECIDABLE),
    NEW_SEGMENT("New segment of your own on the series in hand…", "Alt+Shift+N", When.UNSEALED),
    MERGE_SEGMENT("Merge another segment into the one in hand…", "Alt+Shift+U", When.DECIDABLE),
    DELETE_SEGMENT("Delete the segment in hand, if it is your own", "Alt+Shift+Delete", When.DECIDABLE),
    TIMELINE("Steps: go back or forth to one…", "Alt+Y", When.UNSEALED),
    MEASURE_LENGTH("Measure: length", "L", When.UNSEALED),
    MEASURE_BIDIRECTIONAL("Measure: two diameters", "Shift+D", When.UNSEALED),
    MEASURE_ANGLE("Measure: angle", "G", When.UNSEALED),
    MEASURE_COBB("Measure: Cobb angle", "Shift+G", When.UNSEALED),
    MEASURE_RECTANGLE("Measure: rectangle", "Shift+R", When.UNSEALED),
    MEASURE_ELLIPSE("Measure: ellipse", "O", When.UNSEALED),
    MEASURE_CIRCLE("Measure: circle", "Shift+O", When.UNSEALED),
    MEASURE_POLYGON("Measure: polygon", "Y", When.UNSEALED),
    MEASURE_FREEHAND("Measure: freehand", "D", When.UNSEALED),
    MEASURE_SPLINE("Measure: spline", "S", When.UNSEALED),
    MEASURE_POLYLINE("Measure: polyline", "Shift+L", When.UNSEALED),
    MEASURE_PROBE("Measure: value of a voxel", "Q", When.UNSEALED),
    MEASURE_ARROW("Draw an arrow", "Shift+W", When.UNSEALED),
    MEASURE_NOTE("Write a text", "Shift+N", When.UNSEALED),
    AXES("Axes and peak of the finding in hand, from its outline", "Shift+E", When.STUDY),
    TAKE_AXES("Keep the axes of the finding in hand as a measurement", "Ctrl+Shift+E", When.UNSEALED),
    MARK_MISSED("Mark the drawing in hand as a finding", "Shift+A", When.UNSEALED),
    DELETE_MEASURE("Delete the measurement in hand", "Delete", When.UNSEALED),
    CALIBRATE("Calibrate the image by a known length…", "Ctrl+Shift+L", When.UNSEALED),
    COMMIT_OPINION("Commit your first opinion…", "Ctrl+Enter", When.BLIND),
    UNDO("Undo", "Ctrl+Z", When.OPEN_UNSEALED),
    REDO("Redo", "Ctrl+Y", When.OPEN_UNSEALED),
    REPORT("Report: drafted from what was accepted…", "Ctrl+R", When.OPEN),
    SEAL("Seal the review…", "Ctrl+Shift+S", When.OPEN_UNSEALED),
    FINISH_READING("Finish your reading of a study that two readers read…", "Ctrl+Shift+F", When.OPEN_UNSEALED),
    OTHER_IMAGES("Slides, or the study's other images", "Ctrl+Shift+I", When.OPEN),
    SLIDE_1("Slide: 1.25×", "1", When.SLIDE),
    SLIDE_2("Slide: 5×", "2", When.SLIDE),
    SLIDE_3("Slide: 10×", "3", When.SLIDE),
    SLIDE_4("Slide: 20×", "4", When.SLIDE),
    SLIDE_5("Slide: 40×", "5", When.SLIDE),
    SLIDE_WHOLE("Slide: whole slide", "0", When.SLIDE),
    SLIDE_LEFT("Slide: go left", "Left", When.SLIDE),
    SLIDE_RIGHT("Slide: go right", "Right", When.SLIDE),
    SLIDE_UP("Slide: go up", "Up", When.SLIDE),
    SLIDE_DOWN("Slide: go down", "Down", When.SLIDE),
    SLIDE_THEME("Slide: light or dark around it", "Shift+D", When.SLIDE),
    SLIDE_MOVE("Slide: move, take objects in hand", "M", When.SLIDE),
    SLIDE_FRAME("Slide: counting frame", "C", When.SLIDE),
    SLIDE_POINT("Slide: set points", "Period", When.SLIDE_UNSEALED),
    SLIDE_LINE("Slide: draw a line", "L", When.SLIDE_UNSEALED),
    SLIDE_POLYGON("Slide: draw a polygon", "P", When.SLIDE_UNSEALED),
    SLIDE_BRUSH("Slide: paint an area", "B", When.SLIDE_UNSEALED),
    SLIDE_WAND("Slide: wand, takes what looks alike", "W", When.SLIDE_UNSEALED),
    SLIDE_BRUSH_SMALLER("Slide: smaller brush", "Open_Bracket", When.SLIDE_UNSEALED),
    SLIDE_BRUSH_LARGER("Slide: larger brush", "Close_Bracket", When.SLIDE_UNSEALED),
    SLIDE_DELETE("Slide: delete the objects in hand", "Delete", When.SLIDE_UNSEALED),
    SLIDE_CLASS("Slide: give the objects in hand the class", "T", When.SLIDE_UNSEALED),
    SLIDE_CLASS_ALIKE("Slide: give all like the object in hand the class", "Shift+T", When.SLIDE_UNSEALED),
    SLIDE_IMPORT("Slide: bring in objects from a file…", "Ctrl+Shift+O", When.SLIDE_UNSEALED),
    SLIDE_EXPORT("Slide: export objects…", "Ctrl+Shift+E", When.SLIDE);

    /// Where an action can be done.
    public enum When {
        /// Even while locked.
        ALWAYS,
        /// While the store is open.
        UNLOCKED,
        /// While the study list is shown.
        LIST,
        /// With a study chosen in the list.
        CHOSEN_IN_LIST,
        /// With a study open or chosen in the list.
        CHOSEN,
        /// While a study is open.
        STUDY,
        /// While an unsealed study is open.
        UNSEALED,
        /// While a slide is shown. Its keys are its own: they may do something else on other images.
        SLIDE,
        /// While a slide of an unsealed study is shown.
        SLIDE_UNSEALED,
        /// While a study is open, be it slides or other images.
        OPEN,
        /// While an unsealed study is open, be it slides or other images.
        OPEN_UNSEALED,
        /// While a study is open, or a page of figures.
        AWAY,
        /// While an item of a second look is open.
        LOOK,
        /// While what two readers differ in is settled.
        SETTLING,
        /// With a finding of an unsealed study selected, be it of slides or other images, or with an item of a second look open.
        DECIDABLE_OPEN,
        /// While an open study waits for the reader's first opinion.
        BLIND,
        /// With a finding of an unsealed study selected.
        DECIDABLE
    }

    private final String text;
    private final String key;
    private final When when;

    Action(String text, String key, When when) {
        this.text = text;
        this.key = key;
        this.when = when;
    }

    /// Short text for palette and menus.
    public String text() {
        return say(text);
    }

    /// The same without its head, for a menu that has it as a title: “smooth, median” of “Correct: smooth, median”.
    ///
    /// @param head of the menu's actions in English; the text of any other stays whole
    public String tail(String head) {
        return sayTail(text, head);
    }

    /// Default key, such as `Ctrl+Z`.
    public String key() {
        return key;
    }

    /// Where it can be done.
    public When when() {
        return when;
    }

    /// Whether it is for slides only.
    public boolean onSlides() {
        return when == When.SLIDE || when == When.SLIDE_UNSEALED;
    }

    /// Whether it can be done where the person is.
    public boolean available(Situation s) {
        return switch (when) {
            case ALWAYS -> true;
            case UNLOCKED -> s.place() != Situation.Place.LOCKED;
            case LIST -> s.place() == Situation.Place.LIST;
            case CHOSEN_IN_LIST -> s.place() == Situation.Place.LIST && s.studyChosen();
            case CHOSEN -> s.place() != Situation.Place.LOCKED && s.studyChosen();
            case STUDY -> s.place() == Situation.Place.STUDY;
            case UNSEALED -> s.place() == Situation.Place.STUDY && !s.sealed();
            case SLIDE -> s.place() == Situation.Place.SLIDE;
            case SLIDE_UNSEALED -> s.place() == Situation.Place.SLIDE && !s.sealed();
            case OPEN -> s.open();
            case OPEN_UNSEALED -> s.open() && !s.sealed();
            case AWAY -> s.open() || s.place() == Situation.Place.PAGE;
            case LOOK -> s.open() && s.look();
            case SETTLING -> s.open() && s.settling();
            case DECIDABLE_OPEN -> s.open() && (s.look() || !s.sealed() && s.findingSelected());
            case BLIND -> s.open() && s.blind();
            case DECIDABLE -> s.place() == Situation.Place.STUDY && !s.sealed() && s.findingSelected();
        };
    }
}
