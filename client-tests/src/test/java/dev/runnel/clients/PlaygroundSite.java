package dev.runnel.clients;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.agent.Agent;
import dev.runnel.annotations.Description;
import dev.runnel.annotations.WithSchema;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.server.RunnelServer;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The chains that the playground's tests look at, and where on the page things are. */
final class PlaygroundSite {
  static final String RUN = "role=button[name='Run']";
  static final String STOP = "role=button[name='Stop']";
  static final String STATE = "role=status";
  static final String FAILURE = "role=alert";
  static final String ANSWER = "#answer";
  static final String STEP = "#step";
  static final String INPUT = "role=textbox[name='Input']";

  /** Where somebody lives. */
  record Place(String city, Optional<Integer> floor) {}

  enum Mood {
    GLAD,
    GRIM
  }

  /**
   * A question with fields of each kind.
   *
   * @param words how many
   */
  @WithSchema
  record Question(
      String text,
      @Description("How many.") int words,
      boolean loud,
      Mood mood,
      List<String> topics,
      Place place) {}

  /** What the model answers next. */
  static final AtomicReference<Script> SCRIPT = new AtomicReference<>(Script.empty());

  static final ScriptedChatModel MODEL =
      ScriptedChatModel.builder().name("model").otherwise(prompt -> SCRIPT.get()).build();

  /** Which of the three steps of {@code /steps} fails. */
  static final AtomicReference<String> FAILING = new AtomicReference<>("");

  private PlaygroundSite() {}

  static RunnelServer serve(int port) {
    ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
    return RunnelServer.serve(new JokesRunnables(MODEL).joke(), "/joke")
        .serve(MODEL, chat, "/api/chat", Protocols.AI_SDK)
        .serve(MODEL.pipe(JsonOutputParser.snapshots()), chat, "/json")
        .serve(
            RunnableLambda.of("question", PlaygroundSite::told),
            ChainInput.of(PlaygroundSite_QuestionSchema.SCHEMA, Question.class),
            "/question")
        .serve(
            RunnableLambda.of("anything", Object::toString),
            ChainInput.of(Object.class),
            "/anything")
        .serve(agent(), chat, "/agent", Protocols.AG_UI)
        .serve(steps(), ChainInput.of(String.class), "/steps")
        .serve(new Flood(), ChainInput.of(String.class), "/flood")
        .start(port);
  }

  private static Agent agent() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .when(
                prompt -> prompt.messages().stream().anyMatch(ToolMessage.class::isInstance),
                Script.of("It is ", "noon."))
            .otherwise(Script.of("I look.").call(0, "c1", "now", "{\"zone\":", "\"CET\"}"))
            .build();
    return Agent.of(
        model,
        Tool.<String>of(
            ToolSpec.of("now", "Tells the time.", "{\"type\": \"object\"}"),
            in -> "12:00 " + in.path("zone").asString()));
  }

  private static String told(Question question) {
    return question.toString();
  }

  private static Runnel<String, String, String> steps() {
    return step("first").then(step("second")).then(step("third"));
  }

  private static Runnel<String, String, String> step(String name) {
    return RunnableLambda.of(
        name,
        text -> {
          if (FAILING.get().equals(name)) {
            throw new IllegalStateException(name + " is broken");
          }
          return text + " " + name;
        });
  }

  /** Gives as many chunks as it is told. */
  private static final class Flood implements CustomRunnel<String, String, String> {
    @Override
    public ChunkStream<String> open(String chunks, RunContext run) {
      return ChunkStream.from(
          IntStream.rangeClosed(1, Integer.parseInt(chunks)).mapToObj(each -> each + " "));
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }

    @Override
    public String name() {
      return "flood";
    }
  }

  /** Returns the step of the graph with a name. */
  static String node(String name) {
    return "g.node[data-name='" + name + "']";
  }

  /** Returns the address of the page with a chain, and what else stands behind it. */
  static String address(RunnelServer server, String chain) {
    return server.uri("/playground/") + "#chain=" + chain;
  }
}
