package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.RunnelSchemas;
import dev.runnel.Whole;
import dev.runnel.annotations.Description;
import dev.runnel.annotations.WithSchema;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.schema.JsonSchema;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProtocolsTest {
  @WithSchema
  record Question(String text, @Description("How many.") int words) {}

  private final ScriptedChatModel model = ScriptedChatModel.of("Why", " not?");
  private final ServedChain<String, String, String> joke =
      ServedChain.of("joke", new JokesRunnables(model).joke(), ServeOptions.DEFAULT);
  private final Runnel<Question, String, String> ask =
      RunnableLambda.of("ask", question -> question.words() + " times " + question.text());
  private final ChainService service =
      ChainService.builder()
          .add("/joke", joke, Protocols.PLAIN, Protocols.LANGSERVE)
          .add(
              "/ask",
              ServedChain.of(
                  "ask",
                  ask,
                  ChainInput.of(ProtocolsTest_QuestionSchema.SCHEMA, Question.class),
                  ServeOptions.DEFAULT.withMaxBatch(3)),
              Protocols.PLAIN,
              Protocols.LANGSERVE)
          .build();

  private String stream(ServeRequest request) {
    ServeResponse response = service.handle(request);
    assertThat(response).isInstanceOf(ServeResponse.Streamed.class);
    RecordingSink sink = RecordingSink.patient();
    ((ServeResponse.Streamed) response).body().writeTo(sink);
    return sink.text().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
  }

  private ServeResponse.Whole whole(ServeRequest request) {
    return Answers.whole(service.handle(request));
  }

  @Test
  void plainStreamsForEventSource() {
    assertThat(stream(ServeRequest.get("/joke", Map.of("input", "parrots"))))
        .isEqualTo(
            """
            : run ID

            id: 1
            data: "Why"

            id: 2
            data: " not?"

            event: end
            data: {"run_id":"ID","chunks":2}

            """);
    assertThat(model.lastRequest().messages().get(0).text()).endsWith("about parrots");
  }

  @Test
  void plainReadsRecordsFromTheQueryAsJson() {
    assertThat(stream(ServeRequest.get("/ask", Map.of("input", "{\"text\":\"a \",\"words\":2}"))))
        .contains("data: \"2 times a \"\n");
  }

  @Test
  void plainInvokes() {
    ServeResponse.Whole answer = whole(ServeRequest.post("/joke/whole", "\"parrots\""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("\"Why not?\"");
  }

  @Test
  void langServeStreamsChunks() {
    assertThat(stream(ServeRequest.post("/joke/stream", "{\"input\":\"parrots\",\"config\":{}}")))
        .isEqualTo(
            """
            event: metadata
            data: {"run_id":"ID"}

            event: data
            data: "Why"

            event: data
            data: " not?"

            event: end

            """);
  }

  @Test
  void langServeStreamsEvents() {
    String text = stream(ServeRequest.post("/joke/stream_events", "{\"input\":\"parrots\"}"));

    assertThat(text)
        .contains("{\"event\":\"on_chain_start\",\"name\":\"joke\"")
        .contains("\"event\":\"on_chat_model_stream\"")
        .endsWith("event: end\n\n");
  }

  @Test
  void langServeFiltersEvents() {
    String text =
        stream(
            ServeRequest.post(
                "/joke/stream_events",
                "{\"input\":\"parrots\",\"include_types\":[\"prompt\"],\"include_tags\":null}"));

    assertThat(text).contains("on_prompt_end").doesNotContain("on_chat_model").contains("end");
  }

  @Test
  void langServeStreamsTheLogFromAWholeState() {
    String text = stream(ServeRequest.post("/joke/stream_log", "{\"input\":\"parrots\"}"));

    assertThat(text.substring(text.indexOf("event: data")))
        .startsWith("event: data\ndata: {\"ops\":[{\"op\":\"replace\",\"path\":\"\",")
        .contains("/streamed_output/-");
  }

  @Test
  void langServeInvokes() {
    assertThat(whole(ServeRequest.post("/joke/invoke2", "{}")).status()).isEqualTo(404);
    ServeResponse.Whole answer =
        whole(ServeRequest.post("/ask/batch", "{\"inputs\":[{\"text\":\"a\",\"words\":2}]}"));

    assertThat(answer.text().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID"))
        .isEqualTo(
            "{\"output\":[\"2 times a\"],\"metadata\":{\"responses\":"
                + "[{\"run_id\":\"ID\",\"feedback_tokens\":[]}],\"run_ids\":[\"ID\"]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/joke/stream  | {}                                        | /input    | 'input' is missing",
        "/joke/stream  | {\"input\":5}                             | /input    | must be a text",
        "/joke/stream  | [1]                                       |           | JSON object",
        "/joke/stream  | {\"input\":                               |           | no JSON",
        "/ask/stream   | {\"input\":{\"text\":\"a\",\"words\":\"x\"}} | /input/words | ",
        "/ask/batch    | {\"inputs\":[{\"text\":[],\"words\":1}]} | /inputs/0/text | ",
        "/ask/stream   | {\"input\":{\"words\":1.5}}               | /input | /words",
        "/ask/stream   | {\"input\":{\"text\":null,\"words\":1}}   | /input/text | ",
        "/ask/batch    | {\"inputs\":{}}                           | /inputs   | must be a list",
        "/ask/batch    | {\"inputs\":[1,2,3,4]}                    | /inputs   | 3 elements",
        "/ask/batch    | {\"inputs\":[],\"config\":[{}]}           | /config   | as long as",
        "/joke/stream_events | {\"input\":\"a\",\"include_types\":[\"x\"]} | /include_types | chat_model",
        "/joke/stream_events | {\"input\":\"a\",\"include_names\":1} | /include_names | list of texts",
      })
  void langServeRefuses(String path, String body, String pointer, String message) {
    ServeResponse.Whole refused = whole(ServeRequest.post(path, body));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains(message == null ? "" : message);
    for (String part : pointer == null ? new String[0] : pointer.split("/")) {
      assertThat(refused.text()).contains(part);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"N4XyA", "N4Igxg9gdgZglgcwK4CcCGAjANgUxALlABccBbABx3SNT3wAYA6AVgF9Wg"})
  void langServeTakesAConfigurationInTheAddress(String hash) {
    assertThat(stream(ServeRequest.post("/joke/c/" + hash + "/stream", "{\"input\":\"a\"}")))
        .contains("event: end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!!!", "N4IghiBc4EZnD5MS5bUfVz"})
  void langServeRefusesABrokenConfiguration(String hash) {
    ServeResponse.Whole refused =
        whole(ServeRequest.post("/joke/c/" + hash + "/invoke", "{\"input\":\"a\"}"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("Invalid config hash");
  }

  @Test
  void langServeShowsWhatAnInputMustBe() {
    ServeResponse.Whole ask = (ServeResponse.Whole) service.handle(get("/ask/input_schema"));
    ServeResponse.Whole text = (ServeResponse.Whole) service.handle(get("/joke/input_schema"));

    assertThat(ask.text()).contains("\"words\":{\"type\":\"integer\"").contains("How many.");
    assertThat(text.text()).isEqualTo("{\"type\":\"string\"}");
  }

  /** A chain that says what it takes and gives, as the compiler writes it. */
  private record Said() implements CustomRunnel<Question, String, String> {
    @Override
    public ChunkStream<String> open(Question question, RunContext run) {
      return ChunkStream.of(question.text());
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }

    @Override
    public Optional<RunnelSchemas> schemas() {
      JsonSchema text = JsonSchema.of("{\"type\":\"string\"}");
      return Optional.of(new RunnelSchemas(ProtocolsTest_QuestionSchema.SCHEMA, text, text));
    }
  }

  @Test
  void theSchemasOfAChainAreShownAndCheckItsInput() {
    ChainService said =
        ChainService.builder()
            .add("/a", ServedChain.of("a", new Said(), ServeOptions.DEFAULT), Protocols.LANGSERVE)
            .build();

    assertThat(Answers.whole(said.handle(get("/a/input_schema"))).text()).contains("How many.");
    assertThat(Answers.whole(said.handle(get("/a/output_schema"))).text())
        .isEqualTo("{\"type\":\"string\"}");
    ServeResponse.Whole refused =
        Answers.whole(said.handle(ServeRequest.post("/a/invoke", "{\"input\":{\"text\":\"a\"}}")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("\"loc\":[\"body\",\"input\"").contains("words");
    assertThat(whole(get("/joke/output_schema")).text()).isEqualTo("{}");
  }

  @Test
  void whatCannotBeWrittenIsAFailureOfTheAnswer() {
    ServeResponse response =
        PendingAnswer.of(
            joke,
            "parrots",
            run -> {
              throw new IllegalStateException("no words for " + run.output());
            },
            ServeResponse::text);

    ServeResponse.Whole answer = Answers.whole(response);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).contains("could not be answered").doesNotContain("no words");
  }

  private static ServeRequest get(String path) {
    return ServeRequest.get(path, Map.of());
  }

  @Test
  void saysWhichMethodsAPathTakes() {
    ServeResponse.Whole refused = whole(ServeRequest.get("/joke/invoke", Map.of()));

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.headers()).containsEntry("Allow", "POST");
  }

  @Test
  void refusesTwoProtocolsThatAnswerTheSameRequest() {
    ChainService.Builder builder = ChainService.builder().add("/joke", joke, Protocols.PLAIN);

    assertThatThrownBy(() -> builder.add("/joke/", joke, Protocols.PLAIN))
        .hasMessageContaining("'plain'")
        .hasMessageContaining("GET /joke");
  }

  @Test
  void findsProtocolsByName() {
    assertThat(Protocols.byName("langserve")).isSameAs(Protocols.LANGSERVE);
    assertThatThrownBy(() -> Protocols.byName("langsmith"))
        .hasMessageContaining("langsmith")
        .hasMessageContaining("plain, langserve, ai-sdk");
  }

  @Test
  void asksForTheInputOfACompositionWhoseClassDoesNotSayIt() {
    assertThatThrownBy(() -> ServedChain.of("ask", ask, ServeOptions.DEFAULT))
        .hasMessageContaining("ChainInput.of(");
  }

  @Test
  void answersAnyBodyWithAReason() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> paths = List.of("/joke", "/joke/stream", "/ask/batch", "/ask/whole", "/ask");
    String valid = "{\"inputs\":[{\"text\":\"a\",\"words\":2}],\"input\":\"b\"}";
    for (int i = 0; i < 10_000; i++) {
      byte[] body = valid.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int change = random.nextInt(4); change >= 0; change--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      ServeRequest request =
          new ServeRequest(
              "POST", paths.get(random.nextInt(paths.size())), Map.of(), Map.of(), body);
      ServeResponse response = service.handle(request);
      assertThat(response.status()).as("seed %d, request %d", seed, i).isIn(200, 422);
      if (response instanceof ServeResponse.Whole refused && refused.status() == 422) {
        assertThat(refused.text()).contains("message").doesNotContain("at dev.runnel");
      }
      Answers.close(response);
    }
  }
}
