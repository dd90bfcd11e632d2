package loupe.core.dicom.hanging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.segment.Code;

/// Reads hanging protocols (DICOM PS3.3 C.23), of any program.
final class HangingProtocolReader {
    private HangingProtocolReader() {}

    static HangingProtocol read(DataSet d) throws DicomException {
        if (!HangingProtocol.SOP_CLASS.equals(d.string(Tag.SOPClassUID, ""))) {
            throw new DicomException("this is no hanging protocol", -1);
        }
        List<HangingProtocol.ImageSet> images = new ArrayList<>();
        for (DataSet set : d.items(HangingTags.IMAGE_SETS)) {
            for (DataSet time : set.items(HangingTags.TIMES)) {
                images.add(imageSet(set, time));
            }
        }
        List<HangingProtocol.DisplaySet> shown = new ArrayList<>();
        for (DataSet display : d.items(HangingTags.DISPLAY_SETS)) {
            for (DataSet box : display.items(HangingTags.BOXES)) {
                shown.add(displaySet(display, box));
            }
        }
        if (images.isEmpty() || shown.isEmpty()) {
            throw new DicomException("this hanging protocol shows nothing", -1);
        }
        return new HangingProtocol(
                d.string(HangingTags.NAME, ""), d.string(HangingTags.DESCRIPTION, ""), d.string(HangingTags.CREATOR, ""),
                d.string(HangingTags.CREATED, ""), d.items(HangingTags.DEFINITIONS).stream().map(HangingProtocolReader::definition).toList(),
                d.integer(HangingTags.PRIORS, 0), images, screens(d), shown, !d.items(HangingTags.SCROLLING).isEmpty(),
                !d.items(HangingTags.NAVIGATION).isEmpty());
    }

    /// None where any has no place: then all is one.
    private static List<HangingProtocol.Box> screens(DataSet d) {
        List<HangingProtocol.Box> out = new ArrayList<>();
        for (DataSet screen : d.items(HangingTags.SCREEN_DEFINITIONS)) {
            double[] p = screen.doubles(HangingTags.POSITION);
            if (p.length != 4) {
                return List.of();
            }
            out.add(new HangingProtocol.Box(p[0], p[1], p[2], p[3]));
        }
        return out;
    }

    private static List<String> traits(DataSet d) {
        return d.string(HangingTags.OWNER_TAG, "").equals(HangingTags.OWNER) ? d.strings(HangingTags.TRAITS) : List.of();
    }

    private static HangingProtocol.Definition definition(DataSet d) {
        List<Code> regions = d.items(Tag.AnatomicRegionSequence).stream().map(i -> CodeItem.read(List.of(i))).toList();
        return new HangingProtocol.Definition(d.string(Tag.Modality, ""), regions, d.string(Tag.Laterality, ""), traits(d));
    }

    private static HangingProtocol.ImageSet imageSet(DataSet set, DataSet time) {
        List<HangingProtocol.Selector> selectors = new ArrayList<>();
        List<String> traits = new ArrayList<>();
        for (DataSet s : set.items(HangingTags.SELECTORS)) {
            double[] at = s.doubles(HangingTags.ATTRIBUTE);
            int tag = at.length < 2 ? 0 : (int) at[0] << 16 | (int) at[1];
            String value = s.string(HangingTags.CS_VALUE).or(() -> s.string(HangingTags.LO_VALUE)).orElse("");
            if (tag == HangingTags.TRAITS && s.string(HangingTags.ATTRIBUTE_CREATOR, "").equals(HangingTags.OWNER)) {
                traits.add(value);
            } else {
                selectors.add(new HangingProtocol.Selector(tag, value, s.string(HangingTags.USAGE, "").equals("NO_MATCH")));
            }
        }
        return new HangingProtocol.ImageSet(
                time.integer(HangingTags.SET_NUMBER, 0), time.string(HangingTags.SET_LABEL, ""), isPrior(time), selectors, traits);
    }

    private static boolean isPrior(DataSet time) {
        double[] since = time.doubles(HangingTags.RELATIVE_TIME);
        boolean now = since.length > 0 && since[0] == 0;
        return time.string(HangingTags.CATEGORY, "").equals("ABSTRACT_PRIOR") || since.length > 0 && !now;
    }

    private static HangingProtocol.DisplaySet displaySet(DataSet d, DataSet box) throws DicomException {
        double[] p = box.doubles(HangingTags.POSITION);
        if (p.length != 4) {
            throw new DicomException("an image box of the hanging protocol has no place", -1);
        }
        String plane = d.items(HangingTags.FILTERS).stream()
                .filter(f -> f.string(HangingTags.FILTER_CATEGORY, "").equals("IMAGE_PLANE"))
                .map(f -> f.string(HangingTags.CS_VALUE, ""))
                .findFirst()
                .orElse("");
        return new HangingProtocol.DisplaySet(
                d.integer(HangingTags.SET_NUMBER, 0), d.string(HangingTags.DISPLAY_LABEL, ""),
                new HangingProtocol.Box(p[0], p[1], p[2], p[3]), plane, cut(d), d.string(HangingTags.VOI_TYPE, ""),
                d.string(HangingTags.INVERTED, "").equals("YES"), traits(d));
    }

    private static Optional<HangingProtocol.Cut> cut(DataSet d) {
        String direction = d.string(HangingTags.REFORMATTING_DIRECTION, "");
        return d.string(HangingTags.REFORMATTING, "").equals("MPR")
                ? Optional.of(new HangingProtocol.Cut(direction, d.number(HangingTags.REFORMATTING_THICKNESS).orElse(0)))
                : Optional.empty();
    }
}
