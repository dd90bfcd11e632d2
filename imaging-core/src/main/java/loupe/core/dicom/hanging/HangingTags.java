package loupe.core.dicom.hanging;

/// Tags of hanging protocols, and the private block for what the standard has no attribute for.
final class HangingTags {
    /// Reason for Requested Procedure Code Sequence.
    static final int REASONS = 0x0040100A;
    static final int NAME = 0x00720002;
    static final int DESCRIPTION = 0x00720004;
    static final int LEVEL = 0x00720006;
    static final int CREATOR = 0x00720008;
    static final int CREATED = 0x0072000A;
    static final int DEFINITIONS = 0x0072000C;
    static final int USERS = 0x0072000E;
    static final int PRIORS = 0x00720014;
    static final int IMAGE_SETS = 0x00720020;
    static final int SELECTORS = 0x00720022;
    static final int USAGE = 0x00720024;
    static final int ATTRIBUTE = 0x00720026;
    static final int VALUE_NUMBER = 0x00720028;
    static final int TIMES = 0x00720030;
    static final int SET_NUMBER = 0x00720032;
    static final int CATEGORY = 0x00720034;
    static final int RELATIVE_TIME = 0x00720038;
    static final int TIME_UNITS = 0x0072003A;
    static final int ABSTRACT_PRIOR = 0x0072003C;
    static final int SET_LABEL = 0x00720040;
    static final int ATTRIBUTE_VR = 0x00720050;
    static final int ATTRIBUTE_CREATOR = 0x00720056;
    static final int CS_VALUE = 0x00720062;
    static final int LO_VALUE = 0x00720066;
    static final int SCREENS = 0x00720100;
    static final int SCREEN_DEFINITIONS = 0x00720102;
    static final int SCREEN_ROWS = 0x00720104;
    static final int SCREEN_COLUMNS = 0x00720106;
    static final int POSITION = 0x00720108;
    static final int SCREEN_GRAY_BITS = 0x0072010A;
    static final int DISPLAY_SETS = 0x00720200;
    static final int DISPLAY_NUMBER = 0x00720202;
    static final int DISPLAY_LABEL = 0x00720203;
    static final int GROUP = 0x00720204;
    static final int PARTIAL = 0x00720208;
    static final int SCROLLING = 0x00720210;
    static final int SCROLLING_GROUP = 0x00720212;
    static final int NAVIGATION = 0x00720214;
    static final int REFERENCE_SETS = 0x00720218;
    static final int BOXES = 0x00720300;
    static final int BOX_NUMBER = 0x00720302;
    static final int BOX_LAYOUT = 0x00720304;
    static final int FILTERS = 0x00720400;
    static final int FILTER_CATEGORY = 0x00720402;
    static final int FILTER_OPERATOR = 0x00720406;
    static final int REFORMATTING = 0x00720510;
    static final int REFORMATTING_THICKNESS = 0x00720512;
    static final int REFORMATTING_INTERVAL = 0x00720514;
    static final int REFORMATTING_DIRECTION = 0x00720516;
    static final int SORTING = 0x00720600;
    static final int SORT_CATEGORY = 0x00720602;
    static final int SORT_DIRECTION = 0x00720604;
    static final int VOI_TYPE = 0x00720702;
    static final int INVERTED = 0x00720706;

    /// Who names the private elements.
    static final String OWNER = "LOUPE HANGING 1";
    static final int OWNER_TAG = 0x00730010;
    static final int TRAITS = 0x00731001;

    private HangingTags() {}
}
