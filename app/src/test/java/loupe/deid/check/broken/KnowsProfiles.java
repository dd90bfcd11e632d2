package loupe.deid.check.broken;

import loupe.deid.profile.Profiles;

/// Breaks a house rule, to prove that the rule can fail.
final class KnowsProfiles {
    private KnowsProfiles() {}

    static Object profile() {
        return Profiles.strict();
    }
}
