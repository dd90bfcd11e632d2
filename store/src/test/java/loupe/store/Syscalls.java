package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a child process did to the files below a folder, in order, as strace(1) saw it; and what a power cut leaves of it.
final class Syscalls {
    private static final Pattern LINE = Pattern.compile("^([0-9.]+) ([a-z0-9_]+)\\((.*)\\) += (-?[0-9]+)(<.*>)?.*$");
    private static final Pattern FD = Pattern.compile("^([0-9]+)<([^>]*)>");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");

    private final Path root;
    private final Map<String, byte[]> before;
    private final List<Call> calls;

    /// One call: its name, what it was given, what it gave.
    private record Call(double time, String name, String arguments, long result, String opened) {}

    /// What is left after a cut.
    ///
    /// @param folder the rebuilt folder
    /// @param acknowledged lines the child had said by then
    record Cut(Path folder, int acknowledged) {}

    private Syscalls(Path root, Map<String, byte[]> before, List<Call> calls) {
        this.root = root;
        this.before = before;
        this.calls = calls;
    }

    /// Runs a class in a traced process.
    static Syscalls of(Path temp, Path root, String main, String argument) throws Exception {
        Map<String, byte[]> before = read(root);
        Path traces = Files.createDirectories(temp.resolve("trace-" + root.getFileName()));
        Process p = new ProcessBuilder(
                        "strace", "-ff", "-qq", "-ttt", "-y", "-xx", "-s", "3000000", "-e",
                        "trace=openat,write,pwrite64,writev,ftruncate,fsync,fdatasync,unlink,rename,lseek", "-o",
                        traces.resolve("t").toString(),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-Xint", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main,
                        argument)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("said-" + root.getFileName()).toFile())
                .start();
        assertThat(p.waitFor()).isZero();
        List<Call> calls = new ArrayList<>();
        try (var all = Files.list(traces)) {
            for (Path t : all.toList()) {
                for (String line : Files.readAllLines(t, StandardCharsets.ISO_8859_1)) {
                    Matcher m = LINE.matcher(line);
                    if (m.matches() && Long.parseLong(m.group(4)) >= 0) {
                        calls.add(new Call(
                                Double.parseDouble(m.group(1)), m.group(2), m.group(3), Long.parseLong(m.group(4)),
                                m.group(5) == null ? "" : unhex(m.group(5).substring(1, m.group(5).length() - 1))));
                    }
                }
            }
        }
        calls.sort(java.util.Comparator.comparingDouble(Call::time));
        return new Syscalls(root, before, calls);
    }

    private static String unhex(String s) {
        Matcher m = Pattern.compile("\\\\x([0-9a-f]{2})").matcher(s);
        return m.replaceAll(r -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(r.group(1), 16))));
    }

    private static byte[] bytes(String hex) {
        byte[] out = new byte[hex.length() / 4];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (Character.digit(hex.charAt(4 * i + 2), 16) << 4 | Character.digit(hex.charAt(4 * i + 3), 16));
        }
        return out;
    }

    private static Map<String, byte[]> read(Path root) throws IOException {
        Map<String, byte[]> out = new TreeMap<>();
        try (var all = Files.walk(root)) {
            for (Path p : all.filter(Files::isRegularFile).toList()) {
                out.put(root.relativize(p).toString(), Files.readAllBytes(p));
            }
        }
        return out;
    }

    /// Cuts the power at a random call.
    Cut cut(Random random, Path to) throws IOException {
        PoweredDisk disk = new PoweredDisk(before);
        Map<Long, Long> positions = new HashMap<>();
        int acknowledged = 0;
        int end = random.nextInt(calls.size() + 1);
        for (Call c : calls.subList(0, end)) {
            acknowledged += apply(c, disk, positions);
        }
        disk.writeTo(to, random);
        Files.createDirectories(to.resolve("store/objects"));
        return new Cut(to, acknowledged);
    }

    /// @return 1 where the child said that something was done
    private int apply(Call c, PoweredDisk disk, Map<Long, Long> positions) {
        switch (c.name) {
            case "openat" -> {
                positions.put(c.result, 0L);
                inside(c.opened).ifPresent(f -> disk.open(f, c.arguments));
            }
            case "rename" -> {
                List<String> names = texts(c.arguments);
                inside(names.get(0)).ifPresent(a -> inside(names.get(1)).ifPresent(b -> disk.rename(a, b)));
            }
            case "unlink" -> inside(texts(c.arguments).getFirst()).ifPresent(disk::unlink);
            default -> {
                return onFile(c, disk, positions);
            }
        }
        return 0;
    }

    private int onFile(Call c, PoweredDisk disk, Map<Long, Long> positions) {
        Matcher m = FD.matcher(c.arguments);
        if (!m.find()) {
            return 0;
        }
        long fd = Long.parseLong(m.group(1));
        String[] rest = c.arguments.split(", ");
        if (c.name.equals("write") && fd == 1) {
            return unhex(texts(c.arguments).getFirst()).startsWith("ACK") ? 1 : 0;
        }
        String file = inside(unhex(m.group(2))).orElse(null);
        if (file == null) {
            return 0;
        }
        switch (c.name) {
            case "lseek" -> positions.put(fd, c.result);
            case "write" -> {
                byte[] b = bytes(first(c.arguments));
                disk.write(file, positions.getOrDefault(fd, 0L), java.util.Arrays.copyOf(b, (int) c.result));
                positions.merge(fd, c.result, Long::sum);
            }
            case "pwrite64" -> disk.write(file, Long.parseLong(rest[rest.length - 1]), bytes(first(c.arguments)));
            case "ftruncate" -> disk.truncate(file, Long.parseLong(rest[rest.length - 1]));
            case "fsync", "fdatasync" -> disk.sync(file);
            default -> throw new IllegalStateException("the program writes by " + c.name + ", which is not modelled");
        }
        return 0;
    }

    private static String first(String arguments) {
        Matcher m = TEXT.matcher(arguments);
        return m.find() ? m.group(1) : "";
    }

    private static List<String> texts(String arguments) {
        return TEXT.matcher(arguments).results().map(r -> unhex(r.group(1))).toList();
    }

    private java.util.Optional<String> inside(String path) {
        String base = root.toString() + "/";
        boolean shared = path.endsWith("-shm");
        return path.startsWith(base) && !shared ? java.util.Optional.of(path.substring(base.length())) : java.util.Optional.empty();
    }
}
