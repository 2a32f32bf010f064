package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.UserMessage;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a page that shows runs asks of LangServe's protocol: events, and chats as inputs. */
@Timeout(60)
class EventsOfRunsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static String stream(ServeOptions options, String path) {
    ScriptedChatModel model =
        ScriptedChatModel.of(Script.of("Why").fail(new IllegalStateException("secret key 42")));
    ChainService service =
        ChainService.builder()
            .add(
                "/joke",
                ServedChain.of("joke", new JokesRunnables(model).joke(), options),
                Protocols.LANGSERVE)
            .build();
    RecordingSink sink = RecordingSink.patient();
    ServeRequest request = ServeRequest.post("/joke" + path, "{\"input\":\"parrots\"}");
    ((ServeResponse.Streamed) service.handle(request)).body().writeTo(sink);
    return sink.text();
  }

  /** The events of a failure hold it: what is fixed at the end must not be told before. */
  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/stream_events", "/stream_log"})
  void aFailureIsToldByNoEventUnlessItIsShown(String path) {
    assertThat(stream(ServeOptions.DEFAULT, path))
        .contains("event: error")
        .doesNotContain("secret")
        .doesNotContain("IllegalState");
  }

  @Test
  void aFailureIsToldByItsEventsWhereItIsShown() {
    assertThat(stream(ServeOptions.DEFAULT.withShowFailures(true), "/stream_events"))
        .contains("\"type\":\"java.lang.IllegalStateException\",\"message\":\"secret key 42\"");
  }

  @Test
  void theChunksBeforeAFailureAreToldAsTheyWere() {
    assertThat(stream(ServeOptions.DEFAULT, "/stream_events"))
        .contains("\"event\":\"on_chat_model_error\"")
        .contains("\"content\":\"Why\"");
  }

  private static ChatPrompt prompt(String json) {
    return ChainInput.of(ChatPrompt.class).read(MAPPER.readTree(json));
  }

  @Test
  void aPromptIsReadFromTextOrFromMessages() {
    assertThat(prompt("\"Hi\"")).isEqualTo(ChatPrompt.of("Hi"));
    assertThat(
            prompt(
                """
                [{"role":"system","content":"Be brief."},
                 {"role":"user","content":"Hi"},
                 {"role":"assistant","content":"Ho"},
                 {"role":"user","content":"And?"}]
                """))
        .isEqualTo(
            ChatPrompt.of(
                List.of(
                    new SystemMessage("Be brief."),
                    new UserMessage("Hi"),
                    new AiMessage("Ho"),
                    new UserMessage("And?"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                        |         | is empty",
        "[1]                                       | /0      | JSON object",
        "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"poet\"}] | /1/role | no role 'poet'",
        "[{\"content\":\"a\"}]                     | /0/role | must be a text",
        "{\"role\":\"user\"}                       |         | must be a text",
      })
  void aBrokenChatIsRefusedWithItsPlace(String json, String pointer, String message) {
    assertThatThrownBy(() -> prompt(json))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> {
              assertThat(refused.pointer()).isEqualTo(pointer == null ? "" : pointer);
              assertThat(refused.reason()).contains(message);
            });
  }

  @Test
  void theSchemaOfAPromptHasBoth() {
    JsonNode schema = ChainInput.of(ChatPrompt.class).schema();

    assertThat(schema.at("/anyOf/0/type").asString()).isEqualTo("string");
    assertThat(schema.at("/anyOf/1/items/required").toString()).isEqualTo("[\"role\",\"content\"]");
  }
}
