package loupe.review.quality.book;

import loupe.review.ReviewException;

/// How people name an item of a sample: `3.17` is the 17th of sample 3.
///
/// @param sample number of the sample, from 1
/// @param number number within it, from 1
public record ItemName(int sample, int number) {
    /// The item of a word.
    ///
    /// @throws ReviewException where it is none
    public static ItemName of(String word) throws ReviewException {
        if (!word.matches("[1-9]\\d{0,5}\\.[1-9]\\d{0,5}")) {
            throw new ReviewException("an item is named like 1.7; `loupe quality next` gives one");
        }
        String[] parts = word.split("\\.");
        return new ItemName(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return sample + "." + number;
    }
}
