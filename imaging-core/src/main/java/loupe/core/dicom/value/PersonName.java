package loupe.core.dicom.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Names of persons (DICOM PS3.5 6.2.1) as people read them.
public final class PersonName {
    private PersonName() {}

    /// A name's groups of scripts, each as `Family, Given Middle`: the local script first, then letters, then how it sounds.
    ///
    /// @param value such as `Yamada^Tarou=山田^太郎`
    /// @return none where the value is empty
    public static List<String> groups(String value) {
        List<String> groups = Arrays.asList(value.split("=", -1));
        List<String> out = new ArrayList<>();
        for (int i : new int[] {1, 0, 2}) {
            if (i < groups.size() && !group(groups.get(i)).isEmpty()) {
                out.add(group(groups.get(i)));
            }
        }
        return out;
    }

    /// A name on a line: in letters, and in the local script where there is one.
    public static String shown(String value) {
        List<String> groups = Arrays.asList(value.split("=", -1));
        String letters = group(groups.getFirst());
        String local = groups.size() > 1 ? group(groups.get(1)) : "";
        return letters.isEmpty() || local.isEmpty() ? letters + local : letters + "  " + local;
    }

    private static String group(String group) {
        List<String> parts = Arrays.stream(group.split("\\^", -1)).map(String::strip).toList();
        String rest = parts.stream().skip(1).filter(p -> !p.isEmpty()).collect(Collectors.joining(" "));
        String family = parts.getFirst();
        return family.isEmpty() || rest.isEmpty() ? family + rest : family + ", " + rest;
    }
}
