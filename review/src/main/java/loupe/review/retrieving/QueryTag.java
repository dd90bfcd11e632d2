package loupe.review.retrieving;

/// Attributes that stand in queries alone.
final class QueryTag {
    static final int MODALITIES_IN_STUDY = 0x00080061;
    static final int STUDY_SERIES = 0x00201206;
    static final int STUDY_INSTANCES = 0x00201208;
    static final int SERIES_INSTANCES = 0x00201209;

    static final int STEPS = 0x00400100;
    static final int STATION = 0x00400001;
    static final int STEP_DATE = 0x00400002;
    static final int STEP_TIME = 0x00400003;
    static final int STEP_DESCRIPTION = 0x00400007;
    static final int STEP_ID = 0x00400009;
    static final int REQUESTED_DESCRIPTION = 0x00321060;
    static final int REQUESTED_ID = 0x00401001;

    private QueryTag() {}
}
