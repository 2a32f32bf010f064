package dev.runnel.mcp;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.model.Media;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import dev.runnel.tool.ToolRules;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the tests offer; also the main class of a process that offers it over stdio. */
final class TestTools {
  static final byte[] PIXEL = {1, 2, 3};

  /** How often each thread of the tool {@code races} tells of its progress. */
  static final int RACED = 50;

  private final AtomicInteger running = new AtomicInteger();

  public static void main(String... arguments) {
    new TestTools().server().serveStdio();
  }

  private static ToolSpec spec(String name) {
    return ToolSpec.of(name, "Does " + name + ".", "{\"type\":\"object\"}");
  }

  private static Tool<JsonNode, String, String> streaming(
      String name, Supplier<ChunkStream<String>> chunks) {
    ToolSpec spec = spec(name);
    return Tool.ofStream(
        spec, ToolReader.of(spec, JsonNode.class), Whole.text(), arguments -> chunks.get());
  }

  McpToolServer server() {
    ScriptedChatModel model = ScriptedChatModel.of("Why", " not", "?");
    return McpToolServer.named("test tools")
        .version("2.0")
        .instructions("Use them well.")
        .chain("joke", "Tells a joke.", new JokesRunnables(model).joke())
        .chain("cities", "Finds cities.", new AtlasRunnables().cities())
        .chain("count", "Counts.", new AtlasRunnables().count())
        .tool(Tool.of(spec("picture"), arguments -> picture()))
        .tool(Tool.of(spec("fails"), TestTools::fail))
        .tool(
            Tool.of(spec("tells"), TestTools::fail)
                .withRules(ToolRules.DEFAULT.withOnFailure(ToolFailure.MESSAGE)))
        .tool(
            Tool.of(spec("ends"), TestTools::fail)
                .withRules(ToolRules.DEFAULT.withOnFailure(ToolFailure.END_RUN)))
        .tool(Tool.of(spec("silent"), arguments -> silent()))
        .tool(streaming("endless", this::endless))
        .tool(Tool.of(spec("running"), arguments -> running.get()))
        .tool(Tool.of(spec("echo"), arguments -> arguments.toString()))
        .tool(Tool.of(spec("prints"), arguments -> print()))
        .tool(Tool.of(spec("dies"), arguments -> die()))
        .tool(Tool.of(spec("works"), arguments -> work()))
        .tool(Tool.of(spec("races"), arguments -> race()))
        .build();
  }

  int running() {
    return running.get();
  }

  private static List<?> picture() {
    return List.of(new TextPart("A pixel:"), Media.image(PIXEL, "image/png"));
  }

  private static String fail(JsonNode arguments) {
    throw new IllegalStateException("the secret");
  }

  private String silent() throws InterruptedException {
    running.incrementAndGet();
    try {
      new CountDownLatch(1).await();
      return "never";
    } finally {
      running.decrementAndGet();
    }
  }

  private ChunkStream<String> endless() {
    running.incrementAndGet();
    return ChunkStream.from(
        Stream.iterate(0, i -> i + 1).map(i -> "chunk " + i).onClose(running::decrementAndGet));
  }

  private static String print() {
    System.out.println("This must not reach the client.");
    return "printed";
  }

  private static String work() {
    RunContext run = RunContext.current();
    run.progress(1, 3);
    run.progress(1, 3);
    run.emitEvent("progress", "of another kind");
    run.progress(3, 3);
    run.progress(2, 3);
    run.progress(7, -1);
    return "done";
  }

  /** Tells of its progress on several threads at the same time. */
  private static String race() throws InterruptedException {
    RunContext run = RunContext.current();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads =
        Stream.generate(
                () ->
                    new Thread(
                        run.wrap(
                            () -> {
                              for (int i = 0; i < RACED; i++) {
                                run.progress(done.incrementAndGet(), 4 * RACED);
                              }
                            })))
            .limit(4)
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return "raced";
  }

  private static String die() {
    Runtime.getRuntime().halt(3);
    return "dead";
  }
}
