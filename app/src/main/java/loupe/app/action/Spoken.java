package loupe.app.action;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command with a number, as it is typed into the palette: `slice 41`, `window 40 400`, `zoom 200`, `layout 4`, `study 3`.
public sealed interface Spoken {
    /// Where it can be done.
    boolean available(Situation where);

    /// What it will do, for people.
    String text();

    /// To a slice.
    ///
    /// @param number from 1
    record Slice(int number) implements Spoken {
        @Override
        public boolean available(Situation where) {
            return where.place() == Situation.Place.STUDY;
        }

        @Override
        public String text() {
            return say("Go to slice {0}", number);
        }
    }

    /// A window.
    ///
    /// @param centre in the image's values
    /// @param width in the image's values, at least 1
    record Levels(double centre, double width) implements Spoken {
        @Override
        public boolean available(Situation where) {
            return where.place() == Situation.Place.STUDY;
        }

        @Override
        public String text() {
            return sayNumbers("Window: centre %s, width %s", plain(centre), plain(width));
        }
    }

    /// A zoom.
    ///
    /// @param percent device pixels an image pixel, times 100; 1 to 6400
    record Zoom(double percent) implements Spoken {
        @Override
        public boolean available(Situation where) {
            return where.place() == Situation.Place.STUDY;
        }

        @Override
        public String text() {
            return say("Zoom: {0} % of the image's pixels", plain(percent));
        }
    }

    /// A layout.
    ///
    /// @param action lays so many views out
    record Layout(Action action) implements Spoken {
        @Override
        public boolean available(Situation where) {
            return action.available(where);
        }

        @Override
        public String text() {
            return action.text();
        }
    }

    /// A study of the list.
    ///
    /// @param number as the list shows it, from 1
    record Study(int number) implements Spoken {
        @Override
        public boolean available(Situation where) {
            return where.place() != Situation.Place.LOCKED;
        }

        @Override
        public String text() {
            return say("Open study {0}", number);
        }
    }

    /// What was typed.
    ///
    /// @return empty where it is no such command, or its numbers are out of range
    static Optional<Spoken> of(String typed) {
        Matcher m = Pattern.compile("([a-z]+)\\s+(-?[0-9.]{1,9})(?:[\\s,/]+(-?[0-9.]{1,9}))?\\s*%?")
                .matcher(typed.toLowerCase(Locale.ROOT).strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<Double> first = number(m.group(2));
        Optional<Double> second = m.group(3) == null ? Optional.empty() : number(m.group(3));
        boolean one = m.group(3) == null;
        return first.flatMap(n -> switch (m.group(1)) {
            case "slice", "image" -> whole(n).filter(x -> one).map(Slice::new);
            case "study" -> whole(n).filter(x -> one).map(Study::new);
            case "zoom" -> Optional.<Spoken>of(new Zoom(n)).filter(z -> one && n >= 1 && n <= 6400);
            case "layout" -> whole(n).filter(x -> one).flatMap(Spoken::layout);
            case "window" -> second.filter(w -> w >= 1).map(w -> new Levels(n, w));
            default -> Optional.empty();
        });
    }

    private static Optional<Double> number(String digits) {
        try {
            return Optional.of(Double.valueOf(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> whole(double n) {
        return n >= 1 && n == Math.rint(n) && n <= Integer.MAX_VALUE ? Optional.of((int) n) : Optional.empty();
    }

    private static Optional<Spoken> layout(int views) {
        return switch (views) {
            case 1 -> Optional.of(new Layout(Action.LAYOUT_1));
            case 2 -> Optional.of(new Layout(Action.LAYOUT_2));
            case 4 -> Optional.of(new Layout(Action.LAYOUT_4));
            case 6 -> Optional.of(new Layout(Action.LAYOUT_6));
            case 9 -> Optional.of(new Layout(Action.LAYOUT_9));
            case 16 -> Optional.of(new Layout(Action.LAYOUT_16));
            default -> Optional.empty();
        };
    }

    private static String plain(double n) {
        return n == Math.rint(n) ? Long.toString((long) n) : Double.toString(n);
    }
}
