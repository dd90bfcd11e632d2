package loupe.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Files with what of them is surely on the disk, and what a power cut may drop or tear.
final class PoweredDisk {
    private static final int SECTOR = 512;

    private final Map<String, Node> now = new TreeMap<>();
    private final Map<String, Node> durable = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();

    /// A file: bytes that were synced, and changes that were not.
    private static final class Node {
        private byte[] synced = new byte[0];
        private final List<Change> pending = new ArrayList<>();
    }

    /// A write, or a new length where there are no bytes.
    private record Change(long at, byte[] bytes) {}

    /// A change of a folder: a name that is given to a file, or taken away.
    private record Entry(String name, Node node, boolean gone) {}

    PoweredDisk(Map<String, byte[]> before) {
        before.forEach((name, bytes) -> {
            Node n = new Node();
            n.synced = bytes.clone();
            now.put(name, n);
            durable.put(name, n);
        });
    }

    void open(String name, String flags) {
        Node n = now.get(name);
        if (n == null && flags.contains("O_CREAT")) {
            Node made = new Node();
            now.put(name, made);
            entries.add(new Entry(name, made, false));
        } else if (n != null && flags.contains("O_TRUNC")) {
            n.pending.add(new Change(0, new byte[0]));
        }
    }

    void write(String name, long at, byte[] bytes) {
        Node n = now.get(name);
        if (n != null && bytes.length > 0) {
            n.pending.add(new Change(at, bytes));
        }
    }

    void truncate(String name, long length) {
        Node n = now.get(name);
        if (n != null) {
            n.pending.add(new Change(length, new byte[0]));
        }
    }

    void rename(String from, String to) {
        Node n = now.remove(from);
        if (n != null) {
            now.put(to, n);
            entries.add(new Entry(to, n, false));
            entries.add(new Entry(from, n, true));
        }
    }

    void unlink(String name) {
        Node n = now.remove(name);
        if (n != null) {
            entries.add(new Entry(name, n, true));
        }
    }

    /// Of a file: its bytes; of a folder: the names in it.
    void sync(String name) {
        Node n = now.get(name);
        if (n != null) {
            for (Change c : n.pending) {
                n.synced = whole(n.synced, c);
            }
            n.pending.clear();
            return;
        }
        List<Entry> its = entries.stream().filter(e -> parent(e.name).equals(name)).toList();
        its.forEach(this::settle);
        entries.removeAll(its);
    }

    private static String parent(String name) {
        return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
    }

    private void settle(Entry e) {
        if (e.gone) {
            durable.remove(e.name, e.node);
        } else {
            durable.put(e.name, e.node);
        }
    }

    private static byte[] whole(byte[] old, Change c) {
        if (c.bytes.length == 0) {
            return Arrays.copyOf(old, (int) c.at);
        }
        byte[] out = Arrays.copyOf(old, (int) Math.max(old.length, c.at + c.bytes.length));
        System.arraycopy(c.bytes, 0, out, (int) c.at, c.bytes.length);
        return out;
    }

    /// What the disk may hold: unsynced names up to a random one, unsynced sectors by chance.
    void writeTo(Path folder, Random random) throws IOException {
        entries.subList(0, random.nextInt(entries.size() + 1)).forEach(this::settle);
        for (Map.Entry<String, Node> e : durable.entrySet()) {
            Path to = folder.resolve(e.getKey());
            Files.createDirectories(to.getParent());
            Files.write(to, torn(e.getValue(), random));
        }
    }

    private static byte[] torn(Node n, Random random) {
        byte[] out = n.synced;
        for (Change c : n.pending) {
            if (c.bytes.length == 0) {
                out = random.nextBoolean() ? whole(out, c) : out;
                continue;
            }
            for (int at = 0; at < c.bytes.length; at += SECTOR) {
                if (random.nextBoolean()) {
                    byte[] part = Arrays.copyOfRange(c.bytes, at, Math.min(c.bytes.length, at + SECTOR));
                    out = whole(out, new Change(c.at + at, part));
                }
            }
        }
        return out;
    }
}
