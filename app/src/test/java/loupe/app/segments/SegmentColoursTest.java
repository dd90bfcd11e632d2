package loupe.app.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Provenance;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.review.came.CameWithStudy;
import loupe.review.came.Origin;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.KeyImages;
import org.junit.jupiter.api.Test;

/// FINDINGS R4: 17 structures of one brain model were all drawn in one amber.
class SegmentColoursTest {
    private static final Code ORGAN = new Code("123037004", "SCT", "Anatomical Structure");
    private static final VoxelGrid GRID = VoxelGrid.axial(4, 4, 1, new PatientPoint(0, 0, 0), 1, 1, "");
    private static final Provenance FROM = new Provenance("net", "1", "00", Instant.EPOCH, "test");

    private static ReviewedFinding finding(int n, Code type, int rgb, Verdict verdict) {
        Segment s = new Segment(n, "s" + n, ORGAN, type, rgb, Mask.empty(GRID));
        Finding f = new Finding(new FindingId("F" + n), "2.25.1", type, "s" + n, new PatientPoint(0, 0, 0), 1, n, List.of(), FROM);
        return new ReviewedFinding("p", f, verdict, Optional.of(s), Optional.of(s));
    }

    private static List<ReviewedFinding> structures(int n, boolean oneColour) {
        List<ReviewedFinding> out = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            int rgb = oneColour ? 0xffb000 : 0x400000 + i * 0x0305a7 & 0xffffff;
            out.add(finding(i, new Code("T" + i, "99T", "type " + i), rgb, new Verdict.Unreviewed()));
        }
        return out;
    }

    private static double nearest(Map<FindingId, Integer> colours) {
        double least = Double.MAX_VALUE;
        List<Integer> all = List.copyOf(colours.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                int a = all.get(i);
                int b = all.get(j);
                least = Math.min(least, Math.hypot(Math.hypot((a >> 16) - (b >> 16), (a >> 8 & 255) - (b >> 8 & 255)), (a & 255) - (b & 255)));
            }
        }
        return least;
    }

    @Test
    void seventeen_structures_in_one_colour_are_told_apart() {
        Map<FindingId, Integer> colours = SegmentColours.of(structures(17, true));
        assertThat(colours).hasSize(17);
        assertThat(nearest(colours)).as("of 441 from black to white").isGreaterThan(30);
    }

    @Test
    void a_hundred_structures_have_a_hundred_colours() {
        Set<Integer> all = new HashSet<>(SegmentColours.of(structures(100, true)).values());
        assertThat(all).hasSize(100);
    }

    @Test
    void the_first_seven_are_those_of_okabe_and_ito() {
        Map<FindingId, Integer> colours = SegmentColours.of(structures(9, true));
        assertThat(List.of(1, 2, 3, 4, 5, 6, 7)).extracting(n -> colours.get(new FindingId("F" + n)))
                .containsExactly(0xe69f00, 0x56b4e9, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7);
    }

    @Test
    void outlines_that_came_in_one_colour_are_told_apart_and_colours_of_their_object_hold() {
        Mask mask = Mask.empty(VoxelGrid.axial(4, 4, 1, new PatientPoint(0, 0, 0), 1, 1, ""));
        Origin one = new Origin("1.2", "SEG of series 1", Origin.Author.PROGRAM);
        Origin other = new Origin("1.3", "SEG of series 2", Origin.Author.PERSON);
        List<CameWithStudy.Outline> same = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            same.add(new CameWithStudy.Outline(one, "structure " + i, 0xe69f00, mask));
        }
        same.add(new CameWithStudy.Outline(one, "structure 3", 0xe69f00, mask)); // on another stack
        same.add(new CameWithStudy.Outline(other, "liver", 0x80c040, mask));
        same.add(new CameWithStudy.Outline(other, "spleen", 0x4080c0, mask));
        List<Integer> now = SegmentColours.apart(same).stream().map(CameWithStudy.Outline::rgb).toList();
        assertThat(now.subList(0, 17)).doesNotHaveDuplicates();
        assertThat(now.get(17)).isEqualTo(now.get(3));
        assertThat(now.subList(18, 20)).containsExactly(0x80c040, 0x4080c0);
    }

    @Test
    void a_cards_own_colours_hold_where_no_two_are_alike() {
        List<ReviewedFinding> own = List.of(
                finding(1, new Code("A", "99T", "a"), 0xdcd814, new Verdict.Unreviewed()),
                finding(2, new Code("B", "99T", "b"), 0x6712dc, new Verdict.Unreviewed()));
        assertThat(SegmentColours.of(own)).containsEntry(new FindingId("F1"), 0xdcd814).containsEntry(new FindingId("F2"), 0x6712dc);
    }

    @Test
    void findings_of_one_kind_have_the_colour_of_their_verdict_and_a_persons_colour_holds() {
        Code nodule = new Code("27925004", "SCT", "Nodule");
        ReviewedFinding open = finding(1, nodule, 0xe69f00, new Verdict.Unreviewed());
        ReviewedFinding given = finding(2, nodule, 0xe69f00, new Verdict.Edited("a", Instant.EPOCH));
        ReviewedFinding recoloured = new ReviewedFinding(
                "p", given.finding(), given.verdict(),
                given.segment().map(s -> s.described(s.description().coloured(0x123456))), given.model());
        Map<FindingId, Integer> colours = SegmentColours.of(List.of(open, recoloured));
        assertThat(colours.get(new FindingId("F1"))).isEqualTo(KeyImages.rgb(new Verdict.Unreviewed()));
        assertThat(colours.get(new FindingId("F2"))).isEqualTo(0x123456);
    }
}
