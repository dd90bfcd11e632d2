package loupe.review.dashboard;

import java.util.ArrayList;
import java.util.List;

/// How numbers are spread: their quartiles (linear between neighbours, as R's type 7).
///
/// @param count how many numbers
/// @param lower first quartile; NaN without numbers
/// @param median the middle; NaN without numbers
/// @param upper third quartile; NaN without numbers
/// @param largest the largest; NaN without numbers
public record Quartiles(int count, double lower, double median, double upper, double largest) {
    static Quartiles of(List<Double> numbers) {
        List<Double> sorted = new ArrayList<>(numbers);
        sorted.sort(null);
        return new Quartiles(sorted.size(), at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75), at(sorted, 1));
    }

    private static double at(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
