package loupe.core.slide;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// An object on a slide: a nucleus, a piece of tissue, something a reader drew.
///
/// @param id its own for ever
/// @param type what role it plays
/// @param outline its shape
/// @param classification what it is; empty where nobody said
/// @param measurements numbers by name, as they were given
/// @param extras what few have
public record SlideFeature(
        UUID id, Type type, FeatureOutline outline, String classification, Map<String, Double> measurements, Extras extras) {
    /// The role of an object, as QuPath tells them apart.
    public enum Type {
        /// Drawn by a person, or taken over by one.
        ANNOTATION,
        /// Found by a program.
        DETECTION,
        /// A cell found by a program; its nucleus may have a shape of its own.
        CELL,
        /// A part of a grid.
        TILE,
        /// A core of a tissue microarray.
        TMA_CORE
    }

    /// What few objects have.
    ///
    /// @param name a name; may be empty
    /// @param colour its own colour as 0xrrggbb; empty where its class has one
    /// @param locked whether it shall not be changed
    /// @param missing whether a core is missing
    /// @param metadata words by key
    /// @param nucleus shape of a cell's nucleus
    public record Extras(
            String name, Optional<Integer> colour, boolean locked, boolean missing, Map<String, String> metadata,
            Optional<FeatureOutline> nucleus) {
        /// Nothing.
        public static final Extras NONE = new Extras("", Optional.empty(), false, false, Map.of(), Optional.empty());

        /// Copies the map, in the order of its keys.
        public Extras {
            metadata = metadata.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(metadata));
        }
    }

    /// Copies the map, in the order of its keys.
    public SlideFeature {
        measurements = measurements.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(measurements));
    }

    /// An object with nothing but shape and class.
    public static SlideFeature plain(UUID id, Type type, FeatureOutline outline, String classification) {
        return new SlideFeature(id, type, outline, classification, Map.of(), Extras.NONE);
    }

    /// With another class.
    public SlideFeature of(String other) {
        return new SlideFeature(id, type, outline, other, measurements, extras);
    }
}
