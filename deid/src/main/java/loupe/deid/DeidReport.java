package loupe.deid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import loupe.deid.pixel.TextBox;

/// What de-identification did to one instance, as tag paths and counts; it holds no value of the patient's file.
///
/// @param profile name of the profile
/// @param profileVersion its version
/// @param changes tag path, as `(0008,1140)/(0008,1155)`, to what was done there
/// @param elements elements looked at, at all depths
/// @param pixels what was done about text in the pixels
/// @param boxes rectangles blacked out, in columns and rows of the frames they stand in
/// @param blackPixels pixels they cover, over all frames, each counted once
/// @param facePixels pixels made air since they showed a face
/// @param warnings what a person should know, as sentences without values
public record DeidReport(
        String profile,
        String profileVersion,
        Map<String, Change> changes,
        int elements,
        PixelCheck pixels,
        List<TextBox> boxes,
        long blackPixels,
        long facePixels,
        List<String> warnings) {

    /// What was done at one tag path.
    ///
    /// @param deed the last thing done there
    /// @param count how many elements at that path (items of a sequence count together)
    public record Change(Deed deed, int count) {}

    /// What was done about text in the pixels.
    public enum PixelCheck {
        /// There are no pixels.
        NO_PIXELS,
        /// The profile does not ask for it; the pixels were not looked at.
        NOT_LOOKED_AT,
        /// Places the device is known to write in were blacked out; nobody looked for text elsewhere.
        KNOWN_PLACES_ONLY,
        /// All frames were looked at; there was no text.
        NO_TEXT,
        /// Text was blacked out and a second look found none.
        BLACKED_OUT
    }

    /// Copies the collections.
    public DeidReport {
        changes = Map.copyOf(changes);
        boxes = List.copyOf(boxes);
        warnings = List.copyOf(warnings);
    }

    /// The report as JSON, tag paths in rising order.
    public String toJson() {
        try {
            return new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .with(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always writable", e);
        }
    }
}
