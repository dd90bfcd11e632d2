package loupe.app.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTest {
    @Test
    void commands_take_their_numbers() {
        assertThat(Spoken.of("slice 41")).contains(new Spoken.Slice(41));
        assertThat(Spoken.of(" Window 40 400 ")).contains(new Spoken.Levels(40, 400));
        assertThat(Spoken.of("window -600/1500")).contains(new Spoken.Levels(-600, 1500));
        assertThat(Spoken.of("zoom 200%")).contains(new Spoken.Zoom(200));
        assertThat(Spoken.of("layout 4")).contains(new Spoken.Layout(Action.LAYOUT_4));
        assertThat(Spoken.of("study 3")).contains(new Spoken.Study(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "slice", "slice 0", "slice 1.5", "slice 2 3", "window 40", "window 40 0.5", "zoom 0", "zoom 9999999", "layout 5", "study -1", "zoom 1.2.3",
        "next finding", "slice 99999999999"
    })
    void what_is_no_such_command_is_none(String typed) {
        assertThat(Spoken.of(typed)).isEmpty();
    }
}
