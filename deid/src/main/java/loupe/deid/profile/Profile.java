package loupe.deid.profile;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// A de-identification profile: the Basic Profile of PS3.15 Annex E, options over it, and what a site says of single
/// attributes. Immutable.
///
/// @param name what a person calls it
/// @param version its version, written into the report and the method
/// @param options options of Annex E in force
/// @param pixels whether text in the pixels is looked for
/// @param deface whether the face is taken out of head CT and MR series
/// @param attributes what is done with single attributes instead of what the table says; tag to action
public record Profile(
        String name,
        String version,
        Set<ProfileOption> options,
        Pixels pixels,
        boolean deface,
        Map<Integer, AttributeAction> attributes) {

    /// Whether text in the pixels is looked for.
    public enum Pixels {
        /// What the device is known to write is blacked out, then every frame is looked at; text outside the regions an
        /// ultrasound instance names takes all that is outside with it. What cannot be looked at is refused.
        AUTO,
        /// Every frame is looked at and text is blacked out; what cannot be looked at is refused.
        DETECT,
        /// What the device is known to write is blacked out, and all that is outside the regions an ultrasound instance
        /// names; nobody looks for text.
        REGIONS,
        /// The pixels are not looked at.
        OFF
    }

    /// Checks what must hold together.
    ///
    /// @throws IllegalArgumentException if full and modified dates are both asked for, or a name is blank
    public Profile {
        options = options.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(options));
        attributes = Map.copyOf(attributes);
        if (name.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("a profile must have a name and a version");
        }
        if (options.contains(ProfileOption.RETAIN_FULL_DATES)
                && options.contains(ProfileOption.RETAIN_MODIFIED_DATES)) {
            throw new IllegalArgumentException("full dates and modified dates exclude each other (PS3.15 E.3.6)");
        }
    }

    /// Whether an option is in force.
    public boolean has(ProfileOption option) {
        return options.contains(option);
    }

    /// The same profile with one more option; of full and modified dates the one asked for last is in force.
    public Profile with(ProfileOption option) {
        EnumSet<ProfileOption> more = EnumSet.of(option);
        more.addAll(options);
        if (option == ProfileOption.RETAIN_FULL_DATES) {
            more.remove(ProfileOption.RETAIN_MODIFIED_DATES);
        } else if (option == ProfileOption.RETAIN_MODIFIED_DATES) {
            more.remove(ProfileOption.RETAIN_FULL_DATES);
        }
        return new Profile(name, version, more, pixels, deface, attributes);
    }

    /// The same profile with another way with pixels.
    public Profile with(Pixels way) {
        return new Profile(name, version, options, way, deface, attributes);
    }

    /// The same profile, taking faces out.
    public Profile defacing() {
        return new Profile(name, version, options, pixels, true, attributes);
    }
}
