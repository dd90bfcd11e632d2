package loupe.review.opinion;

import loupe.core.measure.Annotation;
import loupe.review.edit.DrawnSegment;
import loupe.review.edit.ReviewedFinding;

/// What a reader marked as a finding: with a shape, or with a segment of their own.
public sealed interface Mark {
    /// Its id, such as `M1` or `R1`.
    String id();

    /// How well it and what a model found are one thing; 0 where they are not.
    double sameAs(ReviewedFinding found);

    /// A shape drawn on an image or plane.
    record Drawn(Annotation annotation) implements Mark {
        @Override
        public String id() {
            return annotation.id();
        }

        @Override
        public double sameAs(ReviewedFinding found) {
            return SamePlace.of(annotation, found);
        }
    }

    /// A segment of the reader's own.
    record Outlined(DrawnSegment drawn) implements Mark {
        @Override
        public String id() {
            return drawn.id().value();
        }

        @Override
        public double sameAs(ReviewedFinding found) {
            return SamePlace.of(drawn, found);
        }
    }
}
