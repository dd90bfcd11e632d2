package loupe.app.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The string literals of our sources, each with the call it is given to.
public final class SourceTexts {
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|[\\p{L}_$][\\w$]*|\\d[\\w.]*|->|::|.",
            Pattern.DOTALL);

    private SourceTexts() {}

    /// A literal; those joined by + alone are one.
    ///
    /// @param file below `loupe/app`, such as `shell/MainWindow.java`
    /// @param line where it begins, from 1
    /// @param text what it says, unescaped
    /// @param calls names of the calls it lies in, the innermost first; empty names where brackets are no call's
    /// @param argument which argument of the innermost call it is, from 0
    public record Literal(String file, int line, String text, List<String> calls, int argument) {
        /// The call it is given to; empty if to none.
        public String call() {
            return calls.isEmpty() ? "" : calls.getFirst();
        }
    }

    /// Every literal of the window's sources: of app without its command line.
    public static List<Literal> ofTheWindow() throws IOException {
        Path root = Path.of("src/main/java/loupe/app");
        List<Literal> out = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path p : all.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String file = root.relativize(p).toString().replace('\\', '/');
                if (!file.startsWith("cli/") && !file.startsWith("text/")) {
                    out.addAll(of(file, Files.readString(p)));
                }
            }
        }
        return out;
    }

    private record Call(String name, int commas) {}

    /// The literals of one source.
    public static List<Literal> of(String file, String source) {
        List<Literal> out = new ArrayList<>();
        Deque<Call> open = new ArrayDeque<>();
        String before = "";
        String twoBefore = "";
        int line = 1;
        Matcher m = TOKEN.matcher(source);
        while (m.find()) {
            String token = m.group();
            if (token.isBlank() || token.startsWith("//") || token.startsWith("/*")) {
                line += newlines(token);
                continue;
            }
            if (token.length() == 1 && "([{".contains(token)) {
                open.push(new Call(token.equals("(") && before.matches("[\\p{L}_$][\\w$]*") ? before : "", 0));
            } else if (token.length() == 1 && ")]}".contains(token)) {
                open.pop();
            } else if (token.equals(",") && !open.isEmpty()) {
                Call c = open.pop();
                open.push(new Call(c.name, c.commas + 1));
            } else if (token.startsWith("\"")) {
                String text = unescaped(token.substring(1, token.length() - 1));
                boolean joined = before.equals("+") && twoBefore.startsWith("\"");
                if (joined) {
                    Literal first = out.removeLast();
                    out.add(new Literal(file, first.line, first.text + text, first.calls, first.argument));
                } else {
                    out.add(new Literal(
                            file, line, text, open.stream().map(Call::name).toList(), open.isEmpty() ? 0 : open.peek().commas));
                }
            }
            line += newlines(token);
            twoBefore = before;
            before = token;
        }
        return out;
    }

    private static int newlines(String s) {
        return (int) s.chars().filter(c -> c == '\n').count();
    }

    private static String unescaped(String s) {
        return s.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /// Whether a literal is a text that is said: given to one of the methods that look words up.
    public static boolean said(Literal l) {
        return switch (l.call()) {
            case "say", "sayNumbers", "later" -> l.argument == 0;
            case "sayCount" -> l.argument == 1 || l.argument == 2;
            default -> false;
        };
    }
}
