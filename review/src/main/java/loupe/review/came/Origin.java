package loupe.review.came;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.study.Series;

/// The object something came in.
///
/// @param sopInstanceUid the object, as the store knows it
/// @param title its kind and series, such as `SR of series 17`
/// @param author who made it, as far as it says so
public record Origin(String sopInstanceUid, String title, Author author) {
    /// Who made an object.
    public enum Author {
        /// A person, alone or with a program's help.
        PERSON,
        /// A program, without a person's doing.
        PROGRAM,
        /// The object does not say.
        NOT_SAID
    }

    /// An object of a series.
    static Origin of(DataSet header, Series series, Author author) {
        return new Origin(header.string(Tag.SOPInstanceUID, ""), title(series), author);
    }

    /// Kind and number of a series' objects.
    static String title(Series series) {
        return series.modality() + " of series " + series.number();
    }

    /// The same object with another author, for one part of it.
    Origin by(Author other) {
        return new Origin(sopInstanceUid, title, other);
    }

    /// Whether a program made it without a person's doing.
    public boolean automatic() {
        return author == Author.PROGRAM;
    }
}
