package loupe.core.study;

import java.util.List;

/// The objects of one series and the stacks their images form.
///
/// @param uid pseudonymous Series Instance UID
/// @param modality Modality, such as `CT`
/// @param number Series Number; 0 where absent
/// @param description protocol words that survived de-identification
/// @param instances by Instance Number, then UID
/// @param stacks regular stacks of its images, the largest first; images without geometry are in none
public record Series(
        String uid, String modality, int number, String description, List<Instance> instances, List<Stack> stacks) {
    /// Copies the lists.
    public Series {
        instances = List.copyOf(instances);
        stacks = List.copyOf(stacks);
    }
}
