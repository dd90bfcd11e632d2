package loupe.core.broken;

/// One half of a package circle, and a ground that knows what stands on it.
public class Circle {
    Class<?> half = loupe.core.broken.other.OtherHalf.class;
    Class<?> above = loupe.review.ReviewException.class;
}
