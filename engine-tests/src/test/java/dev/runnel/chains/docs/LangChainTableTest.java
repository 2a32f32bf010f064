package dev.runnel.chains.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.Call;
import dev.runnel.Indexed;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableAssign;
import dev.runnel.compose.RunnableBranch;
import dev.runnel.compose.RunnableEach;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.compose.RunnablePassthrough;
import dev.runnel.compose.RunnablePick;
import dev.runnel.compose.RunnableTransform;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import dev.runnel.parser.CommaSeparatedListOutputParser;
import dev.runnel.parser.StringOutputParser;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each row of the table for those who know LangChain: both forms compile, run and do the same. */
class LangChainTableTest {
  private static final Path SOURCES =
      Path.of("src", "test", "java", "dev", "runnel", "chains", "docs");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final ScriptedChatModel model =
      ScriptedChatModel.builder().otherwise(Script.of("red", ", gr", "een")).build();
  private final ChatModel failing =
      ScriptedChatModel.builder()
          .otherwise(Script.failing(new IllegalStateException("down")))
          .build();
  private final ChatModel small = ScriptedChatModel.of("small");
  private final Retriever retriever = query -> List.of(Document.of(query));
  private final LangChainRows rows = new LangChainRowsRunnables(model, retriever, failing, small);

  private final ChatPromptTemplate ask = ChatPromptTemplate.of("Tell me a joke about {topic}");
  private final Map<String, ?> values = Map.of("topic", "parrots");
  private final String topic = "parrots";
  private final Runnel<String, String, String> x = RunnableLambda.of("x", text -> text + "!");
  private final Runnel<String, String, String> y = RunnableLambda.of("y", text -> text + "?");

  @Test
  @DisplayName("`prompt | model | parser`")
  void parser() {
    CommaSeparatedListOutputParser parser = new CommaSeparatedListOutputParser();
    Runnel<Map<String, ?>, String, List<String>> chain = ask.then(model).pipe(parser);

    assertThat(chain.stream(values).toList())
        .isEqualTo(rows.parsed().stream(topic).toList())
        .containsExactly("red", "green");
    assertThat(chain.invoke(values)).isEqualTo(rows.parsed().invoke(topic));
  }

  @Test
  @DisplayName("`prompt | model | StrOutputParser() | retriever`")
  void textBehindAParser() {
    Runnel<Map<String, ?>, List<Document>, List<Document>> chain =
        ask.then(model).pipe(new StringOutputParser()).then(retriever);

    assertThat(chain.invoke(values))
        .isEqualTo(rows.retrieved().invoke(topic))
        .containsExactly(Document.of("red, green"));
  }

  @Test
  @DisplayName("`{\"a\": x, \"b\": y}`")
  void parallel() {
    RunnableParallel<String> both = RunnableParallel.of("a", x).and("b", y);

    assertThat(both.invoke(topic)).isEqualTo(Map.of("a", "parrots!", "b", "parrots?"));
    assertThat(rows.besideEachOther().invoke(topic)).isEqualTo("parrots!parrots?");
  }

  @Test
  @DisplayName("`RunnablePassthrough()`")
  void passthrough() {
    Runnel<String, String, String> same = RunnablePassthrough.of();

    assertThat(same.invoke(topic)).isEqualTo(topic);
    assertThat(rows.assigning().invoke(topic)).startsWith(topic);
  }

  @Test
  @DisplayName("`RunnablePassthrough.assign(a=x)`")
  void assign() {
    Runnel<Map<String, Object>, Object, Object> x =
        RunnableLambda.of(map -> map.get("topic") + "!");
    RunnableAssign assign = RunnableAssign.of("a", x);

    assertThat(assign.invoke(Map.of("topic", topic)))
        .isEqualTo(Map.of("topic", "parrots", "a", "parrots!"));
    assertThat(rows.assigning().invoke(topic)).isEqualTo("parrotsparrots!");
  }

  @Test
  @DisplayName("`.pick(\"a\")`, `itemgetter(\"a\")`")
  void pick() {
    RunnablePick<String, String> a = RunnablePick.of("a", String.class);

    assertThat(a.invoke(Map.of("a", "parrots!", "b", 1))).isEqualTo("parrots!");
    rows.picking().invoke(new LangChainRows.Order("a poet", topic));
    assertThat(model.lastRequest().toString()).contains("You are a poet.");
  }

  @Test
  @DisplayName("`RunnableLambda(f)`")
  void lambda() {
    RunnableLambda.Body<String, String> f = text -> text + "!";
    Runnel<String, String, String> lambda = RunnableLambda.of(f);

    assertThat(lambda.invoke(topic)).isEqualTo(rows.a(topic));
  }

  @Test
  @DisplayName("`@chain` function")
  void chainFunction() {
    RunnableLambda.Body<String, String> f = text -> x.invoke(text) + y.invoke(text) + text;
    Runnel<String, String, String> thrice = RunnableLambda.of("thrice", f);

    assertThat(thrice.invoke(topic)).isEqualTo(rows.calling().invoke(topic));
  }

  @Test
  @DisplayName("`RunnableBranch((c, x), y)`")
  void branch() {
    RunnableBranch.Condition<String> c = String::isBlank;
    Runnel<String, String, String> branch = RunnableBranch.when(c, x).otherwise(y);

    assertThat(branch.invoke(" ")).isEqualTo(" !");
    assertThat(branch.invoke(topic)).isEqualTo("parrots?");
    assertThat(rows.routing().invoke(" ")).isEqualTo("  !");
    assertThat(rows.routing().invoke(topic)).isEqualTo("parrots!parrots?");
  }

  @Test
  @DisplayName("a function that returns a runnable")
  void call() {
    RunnableLambda.Body<String, Call<String, String>> f =
        text -> text.isBlank() ? x.call(text) : y.call(text);
    Runnel<String, String, String> route = RunnableGenerator.ofCall("route", Whole.text(), f);

    assertThat(route.invoke(topic)).isEqualTo("parrots?");
  }

  @Test
  @DisplayName("`with_retry()`")
  void retry() {
    assertThat(x.withRetry(RetryPolicy.ofAttempts(3)).invoke(topic)).isEqualTo("parrots!");
  }

  @Test
  @DisplayName("`with_fallbacks([x])`")
  void fallbacks() {
    ChatModel model = failing;
    RecordingListener heard = new RecordingListener();

    assertThat(model.withFallbacks(small).invoke(topic).text()).isEqualTo("small");
    assertThat(rows.guarded().withListeners(heard).invoke(topic)).isEqualTo("small");
    heard.assertWellFormed();
  }

  @Test
  @DisplayName("`bind(stop=[\".\"])`")
  void bind() {
    ChatModel bound = model.withOptions(ChatOptions.DEFAULT.withStop("."));

    bound.invoke(topic);
    assertThat(model.lastRequest().options().stop()).containsExactly(".");
    rows.bound().invoke(topic);
    assertThat(model.lastRequest().options().stop()).containsExactly(".");
  }

  @Test
  @DisplayName("`with_config(tags=[\"fun\"])`")
  void config() {
    for (Runnel<String, String, String> tagged :
        List.of(
            x.withConfig(RunConfig.DEFAULT.withTags("fun")),
            rows.tagged(),
            rows.taggedByItsStep())) {
      RecordingListener heard = new RecordingListener();
      tagged.withListeners(heard).invoke(topic);
      assertThat(heard.events().get(0).run().tags()).contains("fun");
    }
  }

  @Test
  @DisplayName("generator function")
  void generator() {
    StreamRunnel<String, String, String> firstTwo =
        RunnableTransform.of("firstTwo", Whole.text(), chunks -> chunks.limit(2));

    assertThat(ask.then(model).pipe(new StringOutputParser()).pipe(firstTwo).invoke(values))
        .isEqualTo(rows.generated().invoke(topic))
        .isEqualTo("red, gr");
  }

  @Test
  @DisplayName("`.map()`, `batch`")
  void batch() {
    List<String> topics = List.of("a", "b");
    Runnel<List<String>, Indexed<String>, List<String>> each =
        RunnableEach.of(x, BatchOptions.DEFAULT);

    assertThat(each.invoke(topics)).containsExactly("a!", "b!");
    assertThat(x.batch(topics).values()).containsExactly("a!", "b!");
    assertThat(rows.counted().invoke(topics)).isEqualTo(2);
  }

  @Test
  @DisplayName("`astream_events`")
  void events() {
    assertThat(x.streamEvents(topic).toList()).isNotEmpty();
    assertThat(rows.parsed().streamEvents(topic).toList()).isNotEmpty();
  }

  // ---- the page

  /** The cells of each row. */
  private static List<List<String>> table() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "chains.md"));
    String table = page.substring(page.indexOf("| LangChain | Runnel,"));
    return table
        .substring(0, table.indexOf("\n\n"))
        .lines()
        .skip(2)
        .map(LangChainTableTest::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1).split("(?<!\\\\)\\|"))
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  @Test
  void eachRowIsOneOfThese() throws IOException {
    List<String> tested =
        Stream.of(LangChainTableTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(DisplayName.class))
            .map((Method method) -> method.getAnnotation(DisplayName.class).value())
            .toList();
    assertThat(table()).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(tested);
  }

  @Test
  void allCodeOfTheTableRunsHere() throws IOException {
    String sources =
        withoutSpace(
            Files.readString(SOURCES.resolve("LangChainRows.java"))
                + Files.readString(SOURCES.resolve("LangChainTableTest.java")));
    List<String> code = new ArrayList<>();
    for (List<String> row : table()) {
      assertThat(row).hasSize(3);
      Matcher found = CODE.matcher(row.get(1) + row.get(2));
      while (found.find()) {
        code.add(found.group(1));
      }
    }
    assertThat(code)
        .hasSizeGreaterThan(30)
        .allSatisfy(each -> assertThat(sources).contains(withoutSpace(each.replace("(...)", "("))));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
