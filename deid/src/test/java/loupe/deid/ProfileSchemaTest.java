package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileException;
import loupe.deid.profile.ProfileOption;
import loupe.deid.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published schema of profile files says just what the reader takes.
class ProfileSchemaTest {
    private static JsonNode properties() throws Exception {
        return new ObjectMapper().readTree(Profiles.schema()).path("properties");
    }

    private static List<String> words(JsonNode list) {
        List<String> out = new ArrayList<>();
        list.forEach(n -> out.add(n.asText()));
        return out;
    }

    private static <E extends Enum<E>> String[] words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toArray(String[]::new);
    }

    @Test
    void allows_the_words_the_reader_allows() throws Exception {
        assertThat(words(properties().path("options").path("items").path("enum"))).containsExactlyInAnyOrder(words(ProfileOption.class));
        assertThat(words(properties().path("attributes").path("additionalProperties").path("enum")))
                .containsExactlyInAnyOrder(words(AttributeAction.class));
        assertThat(words(properties().path("pixels").path("enum"))).contains(words(Profile.Pixels.class));
    }

    @Test
    void has_the_keys_the_reader_knows() throws Exception {
        List<String> keys = new ArrayList<>();
        properties().fieldNames().forEachRemaining(keys::add);
        assertThatThrownBy(() -> Profiles.parse("name: a\nversion: b\npixels: off\noptions: []\nextra: 1\n"))
                .hasMessageContaining(String.join(", ", keys));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "deface: maybe | `deface` must be true or false",
        "attributes: {PatientName: hide} | `attributes`: `hide` is not allowed; allowed: remove",
        "attributes: {Nobody: keep} | Nobody is no keyword of the DICOM dictionary",
        "extra: 1 | `extra` is no key of a profile"
    })
    void a_wrong_key_is_named_with_what_may_stand_there(String line, String message) {
        assertThatThrownBy(() -> Profiles.parse("name: a\nversion: b\npixels: off\noptions: []\n" + line + "\n"))
                .isInstanceOf(ProfileException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_profile_may_ask_for_faces_to_be_taken_out() throws Exception {
        assertThat(Profiles.parse("name: a\nversion: b\npixels: off\ndeface: true\noptions: []\n").deface()).isTrue();
        assertThat(Profiles.importProfile().deface()).isFalse();
    }
}
