package loupe.core.dicom.hanging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.segment.Code;

/// Writes hanging protocols (DICOM PS3.3 C.23).
final class HangingProtocolWriter {
    private static final int SH = 16;
    private static final int LO = 64;

    private HangingProtocolWriter() {}

    static DataSet write(HangingProtocol p, String instanceUid) {
        double[] all = IntStream.rangeClosed(1, p.displaySets().size()).asDoubleStream().toArray();
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, HangingProtocol.SOP_CLASS)
                .put(Tag.SOPInstanceUID, Vr.UI, instanceUid)
                .put(HangingTags.NAME, Vr.SH, cut(p.name(), SH))
                .put(HangingTags.DESCRIPTION, Vr.LO, cut(p.description(), LO))
                .put(HangingTags.LEVEL, Vr.CS, "SINGLE_USER")
                .put(HangingTags.CREATOR, Vr.LO, p.creator())
                .put(HangingTags.CREATED, Vr.DT, p.created())
                .put(HangingTags.DEFINITIONS, p.definitions().stream().map(HangingProtocolWriter::definition).toList())
                .put(HangingTags.USERS, List.of())
                .put(HangingTags.PRIORS, Vr.US, (double) p.priors())
                .put(HangingTags.IMAGE_SETS, p.imageSets().stream().map(HangingProtocolWriter::imageSet).toList())
                .put(HangingTags.SCREENS, Vr.US, (double) p.screens().size())
                .put(HangingTags.SCREEN_DEFINITIONS, p.screens().size() == 1 ? List.of() : p.screens().stream().map(HangingProtocolWriter::screen).toList())
                .put(HangingTags.DISPLAY_SETS, displaySets(p))
                .put(HangingTags.PARTIAL, Vr.CS, "MAINTAIN_LAYOUT");
        if (p.linked() && all.length > 1) {
            b.put(HangingTags.SCROLLING, List.of(item().put(HangingTags.SCROLLING_GROUP, Vr.US, all).build()));
        }
        if (p.lines()) {
            b.put(HangingTags.NAVIGATION, List.of(item().put(HangingTags.REFERENCE_SETS, Vr.US, all).build()));
        }
        return b.build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    /// A text in plain letters, as long as the element may be.
    private static String cut(String text, int most) {
        String s = text.replace('“', '"').replace('”', '"').replace('–', '-').replace('×', 'x');
        return s.length() <= most ? s : s.substring(0, most - 3).strip() + "...";
    }

    private static DataSet.Builder traits(DataSet.Builder b, List<String> traits) {
        return traits.isEmpty()
                ? b
                : b.put(HangingTags.OWNER_TAG, Vr.LO, HangingTags.OWNER)
                        .put(HangingTags.TRAITS, Vr.LO, traits.toArray(String[]::new));
    }

    private static DataSet definition(HangingProtocol.Definition d) {
        DataSet.Builder b = item();
        if (!d.modality().isEmpty()) {
            b.put(Tag.Modality, Vr.CS, d.modality());
        }
        if (!d.regions().isEmpty()) {
            List<DataSet> regions = new ArrayList<>();
            for (Code c : d.regions()) {
                regions.addAll(CodeItem.of(c));
            }
            b.put(Tag.AnatomicRegionSequence, regions);
        }
        b.put(Tag.Laterality, Vr.CS, d.laterality().isEmpty() ? new String[0] : new String[] {d.laterality()})
                .put(Tag.ProcedureCodeSequence, List.of())
                .put(HangingTags.REASONS, List.of());
        return traits(b, d.traits()).build();
    }

    /// A nominal screen; its pixels are an example, since a protocol is for any.
    private static DataSet screen(HangingProtocol.Box at) {
        return item()
                .put(HangingTags.SCREEN_ROWS, Vr.US, 1080.0)
                .put(HangingTags.SCREEN_COLUMNS, Vr.US, 1920.0)
                .put(HangingTags.POSITION, Vr.FD, at.left(), at.top(), at.right(), at.bottom())
                .put(HangingTags.SCREEN_GRAY_BITS, Vr.US, 8.0)
                .build();
    }

    private static DataSet imageSet(HangingProtocol.ImageSet s) {
        DataSet.Builder time = item()
                .put(HangingTags.SET_NUMBER, Vr.US, (double) s.number())
                .put(HangingTags.CATEGORY, Vr.CS, s.prior() ? "ABSTRACT_PRIOR" : "RELATIVE_TIME")
                .put(HangingTags.SET_LABEL, Vr.LO, cut(s.label(), LO));
        if (s.prior()) {
            time.put(HangingTags.ABSTRACT_PRIOR, Vr.SS, 1, 1);
        } else {
            time.put(HangingTags.RELATIVE_TIME, Vr.US, 0, 0).put(HangingTags.TIME_UNITS, Vr.CS, "SECONDS");
        }
        List<DataSet> selectors = new ArrayList<>(s.selectors().stream().map(HangingProtocolWriter::selector).toList());
        s.traits().forEach(t -> selectors.add(trait(t)));
        return item()
                .put(HangingTags.SELECTORS, selectors)
                .put(HangingTags.TIMES, List.of(time.build()))
                .build();
    }

    private static DataSet selector(HangingProtocol.Selector s) {
        Vr vr = Dictionary.vrOf(s.attribute());
        int value = vr == Vr.CS ? HangingTags.CS_VALUE : HangingTags.LO_VALUE;
        return attribute(item().put(HangingTags.USAGE, Vr.CS, s.always() ? "NO_MATCH" : "MATCH"), s.attribute(), vr == Vr.CS ? vr : Vr.LO)
                .put(value, vr == Vr.CS ? vr : Vr.LO, s.value())
                .build();
    }

    /// A private attribute is asked for; images of which nobody says it belong all the same.
    private static DataSet trait(String trait) {
        return attribute(item().put(HangingTags.USAGE, Vr.CS, "MATCH"), HangingTags.TRAITS, Vr.LO)
                .put(HangingTags.ATTRIBUTE_CREATOR, Vr.LO, HangingTags.OWNER)
                .put(HangingTags.LO_VALUE, Vr.LO, trait)
                .build();
    }

    private static DataSet.Builder attribute(DataSet.Builder b, int tag, Vr vr) {
        byte[] at = {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)};
        return b.put(HangingTags.ATTRIBUTE, Vr.AT, at)
                .put(HangingTags.ATTRIBUTE_VR, Vr.CS, vr.name())
                .put(HangingTags.VALUE_NUMBER, Vr.US, 1.0);
    }

    private static List<DataSet> displaySets(HangingProtocol p) {
        List<DataSet> out = new ArrayList<>();
        for (HangingProtocol.DisplaySet d : p.displaySets()) {
            out.add(displaySet(d, out.size() + 1));
        }
        return out;
    }

    private static DataSet displaySet(HangingProtocol.DisplaySet d, int number) {
        DataSet box = item()
                .put(HangingTags.BOX_NUMBER, Vr.US, 1.0)
                .put(HangingTags.POSITION, Vr.FD, d.box().left(), d.box().top(), d.box().right(), d.box().bottom())
                .put(HangingTags.BOX_LAYOUT, Vr.CS, "STACK")
                .build();
        DataSet.Builder b = item()
                .put(HangingTags.DISPLAY_NUMBER, Vr.US, (double) number)
                .put(HangingTags.DISPLAY_LABEL, Vr.LO, cut(d.label(), LO))
                .put(HangingTags.GROUP, Vr.US, 1.0)
                .put(HangingTags.SET_NUMBER, Vr.US, (double) d.imageSet())
                .put(HangingTags.BOXES, List.of(box))
                .put(HangingTags.FILTERS, d.plane().isEmpty() ? List.of() : List.of(filter(d.plane())))
                .put(HangingTags.SORTING, List.of(item()
                        .put(HangingTags.SORT_CATEGORY, Vr.CS, "ALONG_AXIS")
                        .put(HangingTags.SORT_DIRECTION, Vr.CS, "INCREASING")
                        .build()))
                .put(HangingTags.INVERTED, Vr.CS, d.inverted() ? "YES" : "NO");
        d.cut().ifPresent(c -> reformatting(b, c));
        if (!d.voiType().isEmpty()) {
            b.put(HangingTags.VOI_TYPE, Vr.CS, d.voiType());
        }
        return traits(b, d.traits()).build();
    }

    private static DataSet filter(String plane) {
        return item()
                .put(HangingTags.FILTER_CATEGORY, Vr.CS, "IMAGE_PLANE")
                .put(HangingTags.ATTRIBUTE_VR, Vr.CS, "CS")
                .put(HangingTags.CS_VALUE, Vr.CS, plane)
                .put(HangingTags.FILTER_OPERATOR, Vr.CS, "MEMBER_OF")
                .build();
    }

    private static void reformatting(DataSet.Builder b, HangingProtocol.Cut c) {
        b.put(HangingTags.REFORMATTING, Vr.CS, "MPR")
                .put(HangingTags.REFORMATTING_DIRECTION, Vr.CS, c.direction())
                .put(HangingTags.REFORMATTING_THICKNESS, Vr.FD, c.thicknessMm())
                .put(HangingTags.REFORMATTING_INTERVAL, Vr.FD, Math.max(1, c.thicknessMm()));
    }
}
