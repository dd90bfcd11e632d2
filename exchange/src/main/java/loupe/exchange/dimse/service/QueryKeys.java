package loupe.exchange.dimse.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Limits;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.exchange.peer.Wildcards;

/// Keys of a query in the character set of a node, and its answers read with it.
///
/// A text that the set cannot hold is never asked for with `?` in its place: what is asked is its beginning as far as it goes with `*`
/// behind, and the answers are held against the whole of it here.
public final class QueryKeys {
    /// Query/Retrieve Level.
    public static final int LEVEL = 0x00080052;

    private static final Limits ANSWER = new Limits(16, 20_000, 1 << 20, 10);

    private final DataSet keys;
    private final String characterSet;
    private final List<Held> held = new ArrayList<>();

    private record Held(int tag, Pattern pattern) {}

    /// @param level empty for a worklist, which has none
    /// @param keys in any character set
    /// @param characterSet the node's, such as `ISO_IR 192`; empty for the default repertoire
    public QueryKeys(Optional<String> level, DataSet keys, String characterSet) {
        this.characterSet = characterSet;
        CharacterSet set = characterSet.isEmpty() ? CharacterSet.DEFAULT : CharacterSet.of(List.of(characterSet.split("\\\\")));
        DataSet.Builder b = DataSet.itemBuilder(set);
        translate(keys, b, set);
        if (!characterSet.isEmpty()) {
            b.put(Tag.SpecificCharacterSet, Vr.CS, characterSet.split("\\\\"));
        }
        level.ifPresent(l -> b.put(LEVEL, Vr.CS, l));
        this.keys = b.build();
    }

    private void translate(DataSet from, DataSet.Builder to, CharacterSet set) {
        for (Element e : from.elements()) {
            switch (e) {
                case Element.Value v when v.tag() == Tag.SpecificCharacterSet -> {}
                case Element.Value v when v.vr().usesCharacterSet() && v.bytes().byteSize() > 0 ->
                    to.put(v.tag(), v.vr(), encodable(v, String.join("\\", from.strings(v.tag())), set));
                case Element.Sequence s ->
                    to.put(s.tag(), s.items().stream()
                            .map(i -> {
                                DataSet.Builder item = DataSet.itemBuilder(set);
                                translate(i, item, set);
                                return item.build();
                            })
                            .toList());
                default -> to.put(e);
            }
        }
    }

    private String encodable(Element.Value of, String text, CharacterSet set) {
        int fits = 0;
        while (fits < text.length() && holds(set, text, fits)) {
            fits += Character.charCount(text.codePointAt(fits));
        }
        if (fits == text.length()) {
            return text;
        }
        held.add(new Held(of.tag(), Wildcards.pattern(text, of.vr())));
        return text.substring(0, fits).replaceAll("[*?]+$", "") + "*";
    }

    private static boolean holds(CharacterSet set, String text, int at) {
        int c = text.codePointAt(at);
        String one = Character.toString(c);
        boolean plainDefault = set == CharacterSet.DEFAULT;
        return plainDefault ? c < 0x80 : set.decode(set.encode(one), Vr.PN).equals(one);
    }

    /// The keys, encoded.
    ///
    /// @throws IOException never in fact
    public byte[] bytes(TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(keys, syntax, out);
        return out.toByteArray();
    }

    /// An answer as a data set. One that names no character set is read in the node's, if its bytes can be of it.
    ///
    /// @throws loupe.core.dicom.DicomException if it is none
    public DataSet answer(byte[] bytes, TransferSyntax syntax) throws IOException {
        DataSet d = new DicomReader(ANSWER).readBare(MemorySegment.ofArray(bytes).asReadOnly(), syntax);
        boolean bare = d.string(Tag.SpecificCharacterSet).isEmpty();
        return !bare || characterSet.isEmpty() || characterSet.equals("ISO_IR 192") && !utf8(bytes)
                ? d
                : d.toBuilder().put(Tag.SpecificCharacterSet, Vr.CS, characterSet.split("\\\\")).build();
    }

    private static boolean utf8(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            int follow = b < 0x80 ? 0 : b >= 0xc2 && b < 0xe0 ? 1 : b >= 0xe0 && b < 0xf0 ? 2 : b >= 0xf0 && b < 0xf5 ? 3 : -1;
            if (follow < 0) {
                return false;
            }
            for (int k = 0; k < follow; k++) {
                if (++i >= bytes.length || (bytes[i] & 0xc0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether an answer holds what could not be asked for in whole.
    public boolean wanted(DataSet answer) {
        return held.stream().allMatch(h -> h.pattern.matcher(answer.string(h.tag, "")).matches());
    }

    /// Says nothing of the keys, so that no log can.
    @Override
    public String toString() {
        return "QueryKeys";
    }
}
