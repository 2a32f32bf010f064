package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What chats of each protocol become. */
@Timeout(60)
class ChatRequestsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final byte[] PNG = {1, 2, 3};
  private static final String DATA = "data:image/png;base64,AQID";

  private static final String AI_SDK =
      """
      {"id":"c","trigger":"submit-message","messages":[
        {"id":"u1","role":"user","parts":[{"type":"text","text":"Look"},
          {"type":"file","mediaType":"image/png","filename":"a.png","url":"data:image/png;base64,AQID"},
          {"type":"file","mediaType":"application/pdf","url":"https://example.com/a.pdf"},
          {"type":"data-mood","data":{"is":"good"}}]},
        {"id":"a1","role":"assistant","parts":[{"type":"step-start"},
          {"type":"reasoning","text":"Hm.","state":"done"},
          {"type":"text","text":"I ask.","state":"done"},
          {"type":"tool-weather","toolCallId":"c1","state":"output-available","input":{"city":"Rome"},"output":{"sun":true}},
          {"type":"dynamic-tool","toolName":"news","toolCallId":"c2","state":"output-error","input":{},"errorText":"offline"},
          {"type":"tool-late","toolCallId":"c3","state":"input-streaming"},
          {"type":"step-start"},{"type":"text","text":"Sun.","state":"done"}]},
        {"id":"u2","role":"user","parts":[{"type":"text","text":"Thanks"}]}]}
      """;

  private static final String OPEN_AI =
      """
      {"model":"ask","temperature":0.5,"max_completion_tokens":9,"stop":["a","b"],"seed":7,
       "tool_choice":{"type":"function","function":{"name":"weather"}},"parallel_tool_calls":false,
       "reasoning_effort":"low","response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"type":"object"}}},
       "tools":[{"type":"function","function":{"name":"weather","description":"Tells it","parameters":{"type":"object"}}}],
       "messages":[{"role":"system","content":"Be brief."},
        {"role":"user","content":[{"type":"text","text":"Look"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID","detail":"low"}},
          {"type":"input_audio","input_audio":{"data":"AQID","format":"wav"}},
          {"type":"file","file":{"file_id":"f1","filename":"a.pdf"}}]},
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"c1","content":"sun"}]}
      """;

  private static final String AG_UI =
      """
      {"threadId":"t","runId":"r","tools":[{"name":"weather","description":"Tells it"}],
       "messages":[{"id":"1","role":"user","content":[{"type":"text","text":"Look"},
          {"type":"image","source":{"type":"data","value":"AQID","mimeType":"image/png"}},
          {"type":"video","source":{"type":"url","value":"https://example.com/a.mp4"}},
          {"type":"document","source":{"type":"file","value":"f1","provider":"openai"}}]},
        {"id":"2","role":"reasoning","content":"Hm"},
        {"id":"3","role":"assistant","toolCalls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{}"}}]},
        {"id":"4","role":"tool","toolCallId":"c1","content":"none","error":"offline"}]}
      """;

  private final ScriptedChatModel model =
      ScriptedChatModel.builder().otherwise(Script.of("Yes")).build();
  private final ChainService service = service();

  private ChainService service() {
    ServedChain<ChatPrompt, ?, ?> ask =
        ServedChain.of("ask", model, ChainInput.of(ChatPrompt.class), ServeOptions.DEFAULT);
    ServedChain<String, ?, ?> joke =
        ServedChain.of("ask", new JokesRunnables(model).joke(), ServeOptions.DEFAULT);
    return ChainService.builder()
        .add("/ai", ask, Protocols.AI_SDK)
        .add("/ag", ask, Protocols.AG_UI)
        .add("/v1", ask, Protocols.OPENAI)
        .add("/text/ai", joke, Protocols.AI_SDK)
        .build();
  }

  private ServeResponse handle(String path, String body) {
    return service.handle(ServeRequest.post(path, body));
  }

  private ChatPrompt prompt(String path, String body) {
    ServeResponse response = handle(path, body);
    if (response instanceof ServeResponse.Streamed streamed) {
      streamed.body().writeTo(RecordingSink.patient());
    } else {
      ServeResponse.Whole whole = Answers.whole(response);
      assertThat(whole.status()).as(whole.text()).isEqualTo(200);
    }
    return model.lastRequest();
  }

  private static Media media(ChatMessage message, int part) {
    return (Media) ((UserMessage) message).parts().get(part);
  }

  @Test
  void readsFilesOfTheAiSdk() {
    ChatMessage first = prompt("/ai", AI_SDK).messages().get(0);

    assertThat(first.text()).isEqualTo("Look");
    assertThat(media(first, 1)).isEqualTo(Media.image(PNG, "image/png").withName("a.png"));
    assertThat(media(first, 2))
        .isEqualTo(
            Media.of(Media.Kind.FILE, URI.create("https://example.com/a.pdf"))
                .withMimeType("application/pdf"));
    assertThat(((UserMessage) first).parts()).hasSize(3);
  }

  @Test
  void readsTheStepsOfAnAnswerOfTheAiSdkAsTheModelHasSeenThem() {
    List<ChatMessage> messages = prompt("/ai", AI_SDK).messages();

    assertThat(messages).hasSize(6);
    assertThat(((AiMessage) messages.get(1)).parts())
        .isEqualTo(
            List.<MessagePart>of(
                new TextPart("I ask."),
                new ToolCall("c1", "weather", "{\"city\":\"Rome\"}"),
                new ToolCall("c2", "news", "{}")));
    assertThat(messages.get(2).text()).isEqualTo("{\"sun\":true}");
    assertThat(((ToolMessage) messages.get(3)).failed()).isTrue();
    assertThat(messages.get(3).text()).isEqualTo("offline");
    assertThat(messages.get(4).text()).isEqualTo("Sun.");
  }

  @Test
  void readsMediaOfOpenAi() {
    ChatMessage user = prompt("/v1/chat/completions", OPEN_AI).messages().get(1);

    assertThat(media(user, 1))
        .isEqualTo(Media.image(PNG, "image/png").withDetail(Media.Detail.LOW));
    assertThat(media(user, 2)).isEqualTo(Media.of(Media.Kind.AUDIO, PNG, "audio/wav"));
    assertThat(media(user, 3))
        .isEqualTo(Media.ofFileId(Media.Kind.FILE, "openai", "f1").withName("a.pdf"));
  }

  @Test
  void passesOnWhatAnOpenAiClientAsksOfTheModel() {
    ChatOptions options = prompt("/v1/chat/completions", OPEN_AI).options();

    assertThat(options.temperature()).isEqualTo(0.5);
    assertThat(options.maxTokens()).isEqualTo(9);
    assertThat(options.stop()).containsExactly("a", "b");
    assertThat(options.seed()).isEqualTo(7L);
    assertThat(options.toolChoice()).isEqualTo(ToolChoice.named("weather"));
    assertThat(options.parallelToolCalls()).isFalse();
    assertThat(options.responseFormat()).isInstanceOf(ResponseFormat.JsonSchema.class);
    assertThat(options.tools()).singleElement().extracting("name").isEqualTo("weather");
    assertThat(options.model()).isNull();
  }

  @Test
  void readsMediaOfAgUi() {
    List<ChatMessage> messages = prompt("/ag", AG_UI).messages();

    assertThat(media(messages.get(0), 1)).isEqualTo(Media.image(PNG, "image/png"));
    assertThat(media(messages.get(0), 2))
        .isEqualTo(Media.of(Media.Kind.VIDEO, URI.create("https://example.com/a.mp4")));
    assertThat(media(messages.get(0), 3))
        .isEqualTo(Media.ofFileId(Media.Kind.FILE, "openai", "f1"));
    assertThat(((ToolMessage) messages.get(2)).failed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.com/a.png",
        "http:a",
        "a.png",
        "http://exa mple",
        "data:image/png,AQID",
        "data:image/png;base64,%%%",
        "data:",
        ""
      })
  void refusesAddressesThatNoProviderMayFetch(String url) {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"file\",\"mediaType\":\"image/png\",\"url\":\""
            + url
            + "\"}]}]}";
    ServeResponse.Whole refused = (ServeResponse.Whole) handle("/ai", body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).isNotBlank();
  }

  @Test
  void doesNotDropAPictureThatAChainOfTextCannotRead() {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"a\"},"
            + "{\"type\":\"file\",\"mediaType\":\"image/png\",\"url\":\""
            + DATA
            + "\"}]}]}";

    assertThat(((ServeResponse.Whole) handle("/text/ai", body)).text())
        .contains("reads text alone");
  }

  @ParameterizedTest
  @CsvSource({"/ag", "/ai", "/v1/chat/completions"})
  void refusesAChatThatHasNothingForAModel(String path) {
    String body =
        "{\"model\":\"ask\",\"threadId\":\"t\",\"runId\":\"r\",\"messages\":["
            + (path.equals("/ag") ? "{\"role\":\"reasoning\",\"content\":\"Hm\"}" : "")
            + "]}";

    assertThat(((ServeResponse.Whole) handle(path, body)).text()).contains("not empty");
  }

  @ParameterizedTest
  @CsvSource({"/ag", "/ai", "/v1/chat/completions"})
  void answersAnyChatWithAReason(String path) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonNode valid =
        MAPPER.readTree(path.equals("/ag") ? AG_UI : path.equals("/ai") ? AI_SDK : OPEN_AI);
    for (int i = 0; i < 3_400; i++) {
      JsonNode body = valid.deepCopy();
      for (int change = random.nextInt(3); change >= 0; change--) {
        change(body, random);
      }
      byte[] bytes = MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
      ServeResponse response =
          service.handle(
              new ServeRequest("POST", path, java.util.Map.of(), java.util.Map.of(), bytes));
      assertThat(response.status())
          .as("seed %d, request %d: %s", seed, i, body)
          .isIn(200, 400, 404, 422);
      Answers.close(response);
    }
  }

  /** Puts another value in the place of any one. */
  private static void change(JsonNode root, Random random) {
    List<Runnable> places = new ArrayList<>();
    collect(root, random, places);
    places.get(random.nextInt(places.size())).run();
  }

  private static void collect(JsonNode node, Random random, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        places.add(() -> object.set(name, other(random)));
        places.add(() -> object.remove(name));
        collect(object.get(name), random, places);
      }
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        int at = i;
        places.add(() -> list.set(at, other(random)));
        collect(list.get(i), random, places);
      }
    }
  }

  private static JsonNode other(Random random) {
    String[] values = {
      "null",
      "true",
      "-1",
      "1e99",
      "\"\"",
      "\" \"",
      "\"tool\"",
      "\"file\"",
      "[]",
      "{}",
      "[[]]",
      "[{}]",
      "{\"type\":\"text\"}",
      "99999999999999999999",
      "0.5",
      "\"\\ud800\""
    };
    return MAPPER.readTree(values[random.nextInt(values.length)]);
  }
}
