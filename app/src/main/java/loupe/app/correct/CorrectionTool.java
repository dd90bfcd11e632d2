package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.within;

import java.util.Optional;
import loupe.app.tool.DrawingTool;

/// A tool in hand that corrects the segment in hand, or several at once.
public sealed interface CorrectionTool {
    /// Short name for people.
    String text();

    /// How it is used, in a sentence.
    String help();

    /// Whether what is drawn with it adds to a segment or takes from it, on one slice or through several.
    default boolean outlines() {
        return this instanceof Outline || this instanceof Prompted;
    }

    /// What is drawn with it on an image; for whole-segment tools nothing is.
    default Optional<DrawingTool> drawnWith() {
        return switch (this) {
            case Outline o -> Optional.of(o.shape());
            case Click c -> Optional.of(DrawingTool.PROBE);
            case Prompted p -> Optional.of(DrawingTool.RECTANGLE);
            case Whole w -> Optional.empty();
            case Model m -> Optional.empty();
            case Joint j -> Optional.empty();
        };
    }

    /// Unit of its amount; empty where it has none.
    default String unit() {
        return this instanceof Named n ? say(n.naming().unit()) : "";
    }

    /// What an outline drawn with it becomes.
    default Follow follow() {
        return Follow.DRAWN;
    }

    /// One of a list of tools that have a name and an amount.
    sealed interface Named extends CorrectionTool {
        /// What it is called, and the amount it takes.
        ToolNaming naming();

        @Override
        default String text() {
            return say(naming().text());
        }
    }

    /// What an outline becomes.
    enum Follow {
        /// It stays as it is drawn.
        DRAWN,
        /// It follows the image's edges from click to click (livewire).
        EDGES,
        /// It goes where the image's value is that of the click (level tracing).
        LEVEL
    }

    /// An outline drawn on an image.
    ///
    /// @param shape what it is drawn with
    /// @param follow what it becomes
    record Outline(DrawingTool shape, Follow follow) implements CorrectionTool {
        @Override
        public String text() {
            return switch (follow) {
                case DRAWN -> say("Outline: {0}", within(shape.text()));
                case EDGES -> say("Livewire");
                case LEVEL -> say("Level tracing");
            };
        }

        @Override
        public String help() {
            return switch (follow) {
                case DRAWN -> say("{0} Handles change it; Enter takes it, Escape drops it.", shape.help());
                case EDGES -> say("Click along the edge; Enter closes the line, which follows it; Enter once more takes it, Escape "
                        + "drops it.");
                case LEVEL -> say("Click a place; the line goes where the value falls below its own. Enter takes it, Escape drops it.");
            };
        }
    }

    /// Something made from a place that is clicked.
    record Click(ClickCorrection what) implements Named {
        @Override
        public ToolNaming naming() {
            return what.naming();
        }

        @Override
        public String help() {
            return say("Click the place; what it would make is shown. Enter takes it, Escape drops it.");
        }
    }

    /// What a box holds, outlined by a model for prompts.
    record Prompted() implements CorrectionTool {
        @Override
        public String text() {
            return say("Box");
        }

        @Override
        public String help() {
            return say("Draw a box around what is meant; a model on this machine outlines it. Enter takes it, Escape drops it.");
        }
    }

    /// Something made of the whole segment at once.
    record Whole(WholeCorrection what) implements Named {
        @Override
        public ToolNaming naming() {
            return what.naming();
        }

        @Override
        public String help() {
            return say("What it would make is shown; Enter takes it, Escape drops it.");
        }
    }

    /// What the model would have outlined at another probability, which is its amount.
    record Model() implements Named {
        static final ToolNaming NAMING = new ToolNaming(later("The model's outline"), "model's outline", later("% sure"), 30);

        @Override
        public ToolNaming naming() {
            return NAMING;
        }

        @Override
        public String help() {
            return say("The model is asked again; the same key goes from one alternative to the next. Enter takes it, Escape drops it.");
        }
    }

    /// Something made of several segments at once.
    record Joint(JointCorrection what) implements Named {
        @Override
        public ToolNaming naming() {
            return what.naming();
        }

        @Override
        public String help() {
            return say("What it would make of all segments is shown; Enter takes it, Escape drops it.");
        }
    }
}
