package loupe.review.watching;

/// Ages in bands of ten years.
public final class AgeBand {
    private AgeBand() {}

    /// The band of an age as DICOM writes it (`061Y`): `60-69`, from ninety on `90+`, below one year `0-9`; `unknown` where it is none.
    public static String of(String age) {
        return ModelReport.band(age);
    }
}
