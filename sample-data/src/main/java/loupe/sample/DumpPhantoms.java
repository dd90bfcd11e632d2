package loupe.sample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.sample.chest.ChestPhantom;
import loupe.sample.chest.NoduleTruth;
import loupe.sample.chest.PhantomSettings;

/// Writes phantoms as raw arrays for the training script: `N.hu` (int16, little endian), `N.mask` (uint8: 1 lung,
/// 2 nodule, 3 both) and `N.json`.
public final class DumpPhantoms {
    private DumpPhantoms() {}

    /// @param arguments folder, first seed, how many
    /// @throws IOException if a file cannot be written
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("usage: DumpPhantoms FOLDER FROM_SEED COUNT");
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long from = Long.parseLong(arguments[1]);
        for (long seed = from; seed < from + Long.parseLong(arguments[2]); seed++) {
            dump(folder, seed);
        }
    }

    private static void dump(Path folder, long seed) throws IOException {
        ChestPhantom phantom = ChestPhantom.generate(seed, PhantomSettings.USUAL);
        int slices = phantom.grid().slices();
        int plane = phantom.grid().voxelsPerSlice();
        ByteBuffer hu = ByteBuffer.allocate(slices * plane * 2).order(ByteOrder.LITTLE_ENDIAN);
        byte[] mask = new byte[slices * plane];
        for (int s = 0; s < slices; s++) {
            hu.asShortBuffer().put(phantom.slice(s));
            hu.position(hu.position() + plane * 2);
            for (int i = 0; i < plane; i++) {
                mask[s * plane + i] = (byte) ((phantom.truth().lungs().contains(s, i) ? 1 : 0)
                        | (phantom.truth().nodules().contains(s, i) ? 2 : 0));
            }
        }
        Files.write(folder.resolve(seed + ".hu"), hu.array());
        Files.write(folder.resolve(seed + ".mask"), mask);
        Files.writeString(folder.resolve(seed + ".json"), describe(phantom).toString());
    }

    private static ObjectNode describe(ChestPhantom phantom) {
        ObjectNode json = JsonMapper.builder().build().createObjectNode();
        json.putArray("shape").add(phantom.grid().slices()).add(phantom.grid().rows()).add(phantom.grid().columns());
        json.putArray("spacingMm").add(phantom.grid().sliceMm()).add(phantom.grid().rowMm()).add(phantom.grid().columnMm());
        ArrayNode findings = json.putArray("findings");
        phantom.truth().findings().forEach(findings::add);
        ArrayNode nodules = json.putArray("nodules");
        for (NoduleTruth n : phantom.truth().noduleList()) {
            double[] at = phantom.grid().toIndex(n.centre());
            ObjectNode one = nodules.addObject();
            one.putArray("index").add(at[2]).add(at[1]).add(at[0]);
            one.put("diameterMm", n.diameterMm()).put("kind", n.kind().name());
        }
        return json;
    }
}
