package loupe.review.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.review.ReviewException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAManifestTest {
    @TempDir Path folder;

    private Manifest read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Manifest read(byte[] bytes) throws IOException {
        return Manifest.read(Files.write(folder.resolve("manifest.csv"), bytes), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "slide,case,block,stain,priority\nS1.dcm,C7,A1,H&E,5\n",
        "\uFEFFslide,case,block,stain,priority\r\nS1.dcm,C7,A1,H&E,5\r\n",
        "slide;case;block;stain;priority\nS1.dcm;C7;A1;H&E;5",
        "slide;case;block;stain;priority;;\nS1.dcm;C7;A1;H&E;5;;\n;;;;;;\n",
        "\uFEFFPriority;STAIN; Block ;Case;Slide\r\n5;H&E;A1;C7;\"S1.dcm\"\r\n",
        "patient,slide,case,block,stain,priority\n\"Muster, Maria\",S1.dcm,C7,A1,H&E,5\n"
    })
    void takes_its_columns_whatever_their_order_separator_mark_and_line_ends(String text) throws IOException {
        Manifest m = read(text);
        assertThat(m.faults()).isEmpty();
        assertThat(m.slides()).containsOnlyKeys("S1.dcm");
        assertThat(m.slides().get("S1.dcm")).isEqualTo(new ManifestLine(2, "C7", "A1", "H&E", 5));
    }

    @Test
    void keeps_nothing_of_columns_it_does_not_know() throws IOException {
        Manifest m = read("slide,name\nS1,Muster\n");
        assertThat(m.slides().values()).containsExactly(new ManifestLine(2, "", "", "", 0));
    }

    @Test
    void names_each_wrong_line_by_its_number_and_takes_the_others() throws IOException {
        Manifest m = read("""
                slide,case,priority
                S1,C1,1

                ,C1,1
                S2,C1,high
                S3,C1,1001
                ../secret,C1,1
                /etc/passwd,C1,1
                S1,C2,1
                S4,C1
                "S5
                still",C1,1
                S6,C1,-1
                .,C1,1
                S7,C1,2
                """);
        assertThat(m.slides()).containsOnlyKeys("S1", "S5\nstill", "S7");
        assertThat(m.slides().get("S7").number()).isEqualTo(15);
        assertThat(m.faults()).extracting(Manifest.Fault::line).containsExactly(4, 5, 6, 7, 8, 9, 10, 13, 14);
        assertThat(m.faults().get(0).sentence()).contains("names no slide");
        assertThat(m.faults().get(1).sentence()).contains("0 to 1000");
        assertThat(m.faults().get(3).sentence()).contains("does not lie in the batch's folder");
        assertThat(m.faults().get(5).sentence()).contains("line 2 names the same slide");
        assertThat(m.faults().get(6).sentence()).contains("2 values").contains("3 columns");
        assertThat(m.faults()).allMatch(f -> !f.sentence().contains("secret") && !f.sentence().contains("passwd"));
    }

    @Test
    void is_refused_as_a_whole_where_no_line_can_be_trusted() throws IOException {
        assertThatThrownBy(() -> read("")).isInstanceOf(ReviewException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("file,case\nS1,C1\n")).isInstanceOf(ReviewException.class).hasMessageContaining("no column slide");
        assertThatThrownBy(() -> read("slide,case,case\nS1,C1,C2\n")).isInstanceOf(ReviewException.class).hasMessageContaining("twice");
        assertThatThrownBy(() -> read("slide\nS1\n\"S2\nS3\n")).isInstanceOf(ReviewException.class).hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("slide\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ReviewException.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> Manifest.read(folder.resolve("nowhere.csv"), folder)).isInstanceOf(ReviewException.class);
    }

    @Test
    void says_nothing_of_what_it_holds() throws IOException {
        Manifest m = read("slide,case\nMuster.svs,C-4711\n");
        assertThat(m.toString() + m.slides().values()).doesNotContain("Muster", "4711");
    }
}
