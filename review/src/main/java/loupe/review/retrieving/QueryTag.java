package loupe.review.retrieving;

/// Attributes that stand in queries alone.
final class QueryTag {
    static final int MODALITIES_IN_STUDY = 0x00080061;
    static final int STUDY_SERIES = 0x00201206;
    static final int STUDY_INSTANCES = 0x00201208;
    static final int SERIES_INSTANCES = 0x00201209;

    private QueryTag() {}
}
