package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake gives one error: who uses the generated class, in the same compilation, is told
 * nothing.
 */
class OneErrorTest {
  private static final String TEXTS =
      """
      class User {
        final TextsRunnables texts = new TextsRunnables();
        String use(Texts given) { return given.%1$s("a").strip() + texts.%1$s("b").strip(); }
        static Texts make() { return new TextsRunnables(); }
      }
      """;

  private static final String NUMBERS =
      """
      class User {
        final NumbersRunnables numbers = new NumbersRunnables();
        int use() { return 1 + numbers.%s("12"); }
      }
      """;

  private static final String JOKES =
      """
      class User {
        final Jokes jokes;
        User(ChatModel model) { jokes = new JokesRunnables(model); }
        String use() { return jokes.joke().invoke("parrots").strip(); }
      }
      """;

  private static final String CHAT =
      """
      class User {
        final Jokes jokes;
        User(ChatModel model, dev.runnel.history.ChatMemory memory) {
          jokes = new JokesRunnables(model, memory);
        }
        String use() { return jokes.joke().invoke("parrots").strip(); }
      }
      """;

  private static final String PROMPT =
      """
      class User extends JokesRunnables {
        ChatPrompt use() { return prompt("parrots"); }
      }
      """;

  private static final String SCHEMAS =
      """
      class User {
        String schema = %1$sSchema.SCHEMA.toJson();
        Object read = %1$sSchema.reader().read("{}");
      }
      """;

  private static final String TOOLS =
      """
      class User {
        Object a = new BoxToolbox(new Box()).tools();
        String b = new BoxToolbox(new Box()).%s.spec().name();
      }
      """;

  /** What uses the wrong example of an id. */
  private static final Map<String, String> USERS = new TreeMap<>();

  static {
    String places =
        "class User { String a(ChatModel m) { return new PlacesRunnables(m).places()%s; } }\n";
    USERS.put("AnswerMismatch", places.formatted(".invoke(\"b\").toString()"));
    USERS.put("MisplacedAnswer", places.formatted(".invoke(\"b\")"));
    USERS.put("UnknownAnswer", places.formatted(".invoke(\"b\")"));
    USERS.put("AmbiguousInput", TEXTS.formatted("joined"));
    USERS.put("BadTemplate", PROMPT);
    USERS.put("CannotCollect", NUMBERS.formatted("halved"));
    USERS.put("CannotRemember", CHAT);
    USERS.put("UnusedMemory", CHAT);
    USERS.put(
        "ChainTypeMismatch",
        "class User { String a = new TextsRunnables().measured().invoke(\"b\").strip(); }\n");
    USERS.put("CollectMismatch", NUMBERS.formatted("summed"));
    USERS.put("CyclicChain", TEXTS.formatted("first"));
    USERS.put(
        "CyclicFallback",
        "class User { String a(ChatModel m) { return new JokesRunnables(m, m).joke().toString(); } }\n");
    USERS.put("FallbackMismatch", JOKES);
    USERS.put("InvalidPolicy", JOKES);
    USERS.put("MisplacedGuard", JOKES);
    USERS.put("EmptyChain", TEXTS.formatted("same"));
    USERS.put(
        "InnerClass",
        "class User { String a = new Service_TextsRunnables().trimmed(\"b\").strip(); }\n");
    USERS.put("MisplacedSchema", SCHEMAS.formatted("Box"));
    USERS.put("BadToolName", TOOLS.formatted("find()"));
    USERS.put("NotATool", TOOLS.formatted("find()"));
    USERS.put("SameToolName", TOOLS.formatted("find2()"));
    USERS.put(
        "LostApproval",
        "class User { String a(ChatModel m) {"
            + " return new AssistantRunnables(m).answer().invoke(\"b\").strip(); } }\n");
    USERS.put(
        "RepeatedTools",
        "class User { String a(ChatModel m) {"
            + " return new AssistantRunnables(m).answer().invoke(\"b\").strip(); } }\n");
    USERS.put(
        "UnknownTool",
        "class User { String a(ChatModel m) {"
            + " return new AssistantRunnables(m).answer().invoke(\"b\").strip(); } }\n");
    USERS.put("UndescribedTool", TOOLS.formatted("find()"));
    USERS.put("NoSchema", SCHEMAS.formatted("Shape"));
    USERS.put("UnknownJson", SCHEMAS.formatted("Country"));
    USERS.put("NotAbstract", TEXTS.formatted("trimmed"));
    USERS.put("OverloadedStep", TEXTS.formatted("shown"));
    USERS.put("PrivateStep", TEXTS.formatted("trimmed"));
    USERS.put("PrivateType", TEXTS.formatted("shown"));
    USERS.put(
        "SealedClass", "class User { String a = new TextsRunnables().trimmed(\"b\").strip(); }\n");
    USERS.put(
        "StepMismatch",
        "class User { String a(ChatModel m) { return new JokesRunnables(m).joke(\"b\").strip(); } }\n");
    USERS.put("StreamingBroken", JOKES);
    USERS.put("UnboundParameter", TEXTS.formatted("shown"));
    USERS.put("UnimplementedMethod", PROMPT);
    USERS.put("UnknownPlaceholder", PROMPT);
    USERS.put("UnknownStep", TEXTS.formatted("trimmed"));
    USERS.put(
        "UnsupportedSignature",
        "class User { Iterator<String> a = new TextsRunnables().all(\"b\"); }\n");
    USERS.put("UnusedPromptParameter", PROMPT);
    USERS.put("UnusedStep", TEXTS.formatted("measured"));
  }

  static Stream<String> ids() {
    return USERS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theMistakeIsAllThatIsSaid(String id) {
    List<Source> sources =
        List.of(
            DiagnosticsPageTest.example(DiagnosticsPage.example(id, "wrong").orElseThrow()),
            Source.of("User", USERS.get(id)));
    for (Compiler compiler : Compiler.values()) {
      assertOne(id, compiler, Compiled.wholly(compiler, sources));
    }
    assertOne(id, Compiler.JAVAC, Compiled.wholly(List.of("-XDshould-stop.ifError=FLOW"), sources));
  }

  /** The compiler itself shows each place where the type stands. Beside that there is one error. */
  @Test
  void aMissingTypeIsAllThatIsSaid() {
    List<Source> sources =
        List.of(
            DiagnosticsPageTest.example(
                DiagnosticsPage.example("MissingType", "wrong").orElseThrow()),
            Source.of("User", TEXTS.formatted("joined")));
    for (Compiler compiler : Compiler.values()) {
      assertMissing(compiler, Compiled.wholly(compiler, sources));
    }
    assertMissing(Compiler.JAVAC, Compiled.wholly(List.of("-XDshould-stop.ifError=FLOW"), sources));
  }

  /** Eclipse's compiler lets nothing implement a method whose types it does not know. */
  @Test
  void aMissingTypeInWhatIsToBeImplementedIsAllThatJavacSays() {
    List<Source> sources =
        List.of(
            Source.of(
                "Texts",
                """
                interface Texts {
                  @StreamingStep Runnel<String, Lines, List<Lines>> model();
                  @Step default Lines[] several(Lines lines) { return new Lines[] {lines}; }
                  @Chain("model") RunnableSequence<String, Lines, List<Lines>> lines();
                  @Chain({"model", "several"}) Lines[] all(String text);
                }
                """),
            Source.of(
                "User",
                """
                class User {
                  final TextsRunnables texts = new TextsRunnables(null);
                  Texts same() { return texts; }
                  Object use(Texts given) { return given.all("a")[0].use(given.lines().invoke("b")); }
                  Object use() { return List.of(texts.all("a")[0], texts.lines().invoke("b")); }
                }
                """));
    assertMissing(Compiler.JAVAC, Compiled.wholly(Compiler.JAVAC, sources));
    assertMissing(Compiler.JAVAC, Compiled.wholly(List.of("-XDshould-stop.ifError=FLOW"), sources));
  }

  private static void assertMissing(Compiler compiler, List<Reported> reported) {
    assertThat(reported)
        .as(compiler.name())
        .allMatch(each -> each.file().equals("Texts.java") && each.message().contains("Lines"))
        .filteredOn(each -> each.message().startsWith("[Runnel/MissingType] "))
        .hasSize(1);
  }

  private static void assertOne(String id, Compiler compiler, List<Reported> reported) {
    assertThat(reported)
        .as(compiler.name())
        .extracting(Reported::message)
        .singleElement()
        .asString()
        .startsWith("[Runnel/" + id + "] ");
  }

  @Test
  void eachErrorHasAUserIfAClassCanBeGenerated() {
    assertThat(DiagnosticsPage.ids())
        .filteredOn(DiagnosticsPage::hasExample)
        .filteredOn(id -> !USERS.containsKey(id))
        .as(
            "a note, a class that is there already, and what the compiler reports as well: see above")
        .containsExactly("BufferedEdge", "MissingType", "NameTaken");
  }
}
