package loupe.sample;

import java.util.List;
import java.util.Set;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Vr;

/// Attributes of one instance by PS3.6 keyword, keeping count of those that identify.
final class Attributes {
    private final DataSet.Builder set;
    private final Set<String> identity;

    Attributes(Set<String> identity, String characterSet) {
        this.identity = identity;
        this.set = DataSet.builder();
        open("SpecificCharacterSet", characterSet);
    }

    private Attributes(Set<String> identity, CharacterSet inherited) {
        this.identity = identity;
        this.set = DataSet.itemBuilder(inherited);
    }

    /// Attributes of an item inside this one's sequences.
    Attributes item() {
        return new Attributes(identity, set.characterSet());
    }

    /// Says nothing of a person.
    Attributes open(String keyword, String... values) {
        Dictionary.Entry entry = entry(keyword);
        set.put(entry.tag(), entry.vr(), values);
        return this;
    }

    /// Would identify.
    Attributes secret(String keyword, String... values) {
        open(keyword, values);
        identity.addAll(List.of(values));
        return this;
    }

    Attributes number(String keyword, Vr vr, double... values) {
        set.put(entry(keyword).tag(), vr, values);
        return this;
    }

    Attributes bytes(String keyword, byte[] raw) {
        set.put(entry(keyword).tag(), Vr.OB, raw);
        return this;
    }

    Attributes items(String keyword, Attributes... items) {
        set.put(entry(keyword).tag(), java.util.Arrays.stream(items).map(Attributes::build).toList());
        return this;
    }

    Attributes pixels(byte[] raw) {
        set.put(entry("PixelData").tag(), Vr.OW, raw);
        return this;
    }

    /// A block of private attributes.
    Attributes secretBlock(int group, String creator, String... values) {
        set.put(group << 16 | 0x10, Vr.LO, creator);
        for (int i = 0; i < values.length; i++) {
            set.put(group << 16 | 0x1001 + i, Vr.LO, values[i]);
        }
        identity.addAll(List.of(values));
        return this;
    }

    private static Dictionary.Entry entry(String keyword) {
        return Dictionary.entry(keyword).orElseThrow(() -> new IllegalArgumentException(keyword + " is no keyword"));
    }

    DataSet build() {
        return set.build();
    }
}
