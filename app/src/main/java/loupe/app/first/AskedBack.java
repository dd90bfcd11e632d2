package loupe.app.first;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The groups of a recovery key that are asked back, to see that it was written down.
///
/// @param groups all groups of the key
/// @param asked places of those asked for, rising, from 0
record AskedBack(List<String> groups, List<Integer> asked) {
    private static final int HOW_MANY = 3;

    /// Copies the lists.
    AskedBack {
        groups = List.copyOf(groups);
        asked = List.copyOf(asked);
    }

    /// Draws which groups are asked for.
    ///
    /// @param printed groups with dashes between
    static AskedBack of(String printed, RandomGenerator chance) {
        List<String> groups = List.of(printed.split("-"));
        List<Integer> places = new ArrayList<>(IntStream.range(0, groups.size()).boxed().toList());
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < HOW_MANY; i++) {
            out.add(places.remove(chance.nextInt(places.size())));
        }
        out.sort(Integer::compare);
        return new AskedBack(groups, out);
    }

    /// Whether the answers are those groups; case, spaces and the letters that look like digits do not matter.
    boolean fits(List<String> answers) {
        return IntStream.range(0, asked.size()).allMatch(i -> groups.get(asked.get(i)).equals(read(answers.get(i))));
    }

    private static String read(String typed) {
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('0', 'O').replace('1', 'I').replace('8', 'B');
    }
}
