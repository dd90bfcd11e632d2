package loupe.deid.profile;

/// What is to be done with one attribute.
///
/// @param action what is to be done
/// @param otherwise what is done where cleaning leaves nothing or the VR cannot be cleaned
/// @param listed whether the standard's table (or the profile) names the attribute; unlisted text that is kept is
///     scrubbed of known identifiers
/// @param identifying whether values of it, found in other text, give the patient or the site away
public record Rule(AttributeAction action, AttributeAction otherwise, boolean listed, boolean identifying) {
    /// A rule without a second way, on an attribute the table does not name.
    static Rule unlisted(AttributeAction action) {
        return new Rule(action, action, false, false);
    }

    /// The same rule with another action.
    Rule with(AttributeAction other) {
        return new Rule(other, otherwise, true, identifying);
    }
}
