package loupe.exchange.web.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.exchange.fhir.FhirSystems;
import loupe.exchange.fhir.ResultBundle;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.result.Results;
import loupe.exchange.web.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server of FHIR counts as having taken a result only where it says so of all of it.
class FhirServerTest {
    private static final JobContext NOBODY = JobContext.unattended();
    private static final URI SYSTEM = URI.create("http://hospital.example/ids");
    private static final byte[] BUNDLE =
            ResultBundle.of(Results.verified(), new FhirSystems(SYSTEM, SYSTEM, SYSTEM, URI.create("urn:oid:2.25.1")));

    private static FhirServer at(ScriptedServer server, WebAddress.Login login) {
        URI root = server.root();
        return new FhirServer(new WebAddress(root, root, root, login, Map.of(), Optional.empty()), WebLimits.USUAL);
    }

    private static ScriptedServer saying(String status, String body) throws IOException {
        return ScriptedServer.start((r, out) -> ScriptedServer.say(out, status, "application/fhir+json", body));
    }

    @Test
    void what_is_taken_whole_is_taken_and_the_login_goes_along() throws IOException {
        try (ScriptedServer server = saying("200 OK", """
                        {"resourceType":"Bundle","type":"transaction-response","entry":[{"response":{"status":"201 Created"}},
                         {"response":{"status":"200"}}]}""");
                FhirServer fhir = at(server, new WebAddress.Login.Bearer("abc"))) {
            fhir.send(BUNDLE, NOBODY);
            assertThat(server.requests).singleElement().satisfies(r -> {
                assertThat(r.method() + " " + r.target()).isEqualTo("POST /web");
                assertThat(r.headers()).containsEntry("authorization", "Bearer abc").containsEntry("content-type", "application/fhir+json");
                assertThat(r.body()).isEqualTo(BUNDLE);
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "200 OK|{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\",\"entry\":[{\"response\":{\"status\":\"201\"}},{\"response\":{\"status\":\"409\"}}]}|PROTOCOL",
        "200 OK|{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}|PROTOCOL",
        "200 OK|{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"response\":{\"status\":\"201\"}}]}|PROTOCOL",
        "200 OK|{\"resourceType\":\"OperationOutcome\"}|PROTOCOL",
        "200 OK|<html>hello</html>|PROTOCOL",
        "200 OK|~~|PROTOCOL",
        "401 No|{}|REFUSED",
        "422 No|{\"resourceType\":\"OperationOutcome\"}|FAILED",
        "503 Busy|{}|FAILED"
    })
    void anything_else_is_not(String status, String body, PeerException.Why why) throws IOException {
        try (ScriptedServer server = saying(status, body);
                FhirServer fhir = at(server, new WebAddress.Login.None())) {
            assertThatThrownBy(() -> fhir.send(BUNDLE, NOBODY))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(why))
                    .hasMessageNotContaining(new String(BUNDLE, StandardCharsets.UTF_8).substring(0, 20));
        }
    }

    @Test
    void a_server_is_told_from_another_by_what_it_says_it_can() throws IOException {
        try (ScriptedServer server = saying("200 OK", "{\"resourceType\":\"CapabilityStatement\"}");
                FhirServer fhir = at(server, new WebAddress.Login.None())) {
            fhir.verify(NOBODY);
            assertThat(server.requests.getFirst().target()).isEqualTo("/web/metadata");
        }
        try (ScriptedServer server = saying("200 OK", "{\"title\":\"a shop\"}");
                FhirServer fhir = at(server, new WebAddress.Login.None())) {
            assertThatThrownBy(() -> fhir.verify(NOBODY)).hasMessageContaining("has no FHIR at this base");
        }
    }
}
