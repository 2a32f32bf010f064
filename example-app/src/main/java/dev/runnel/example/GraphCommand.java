package dev.runnel.example;

import dev.runnel.Graph;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what an example is made of; nothing is run. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "What a chain is made of: its steps, and what each of them reads.")
final class GraphCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      paramLabel = "CHAIN",
      completionCandidates = ChainArguments.Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String name;

  @Option(
      names = "--format",
      paramLabel = "text|mermaid|json",
      description = "How it is written; Mermaid draws flowcharts in Markdown. Default: text.")
  private Form form = Form.TEXT;

  /** How a graph is written. */
  enum Form {
    TEXT,
    MERMAID,
    JSON
  }

  GraphCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Graph graph =
        ChainArguments.example(name, command)
            .runnel()
            .apply(surroundings.guideModel().apply(Duration.ZERO))
            .graph();
    PrintStream out = surroundings.out();
    out.print(written(graph).stripTrailing() + "\n");
    return out.checkError() ? Screen.FAILED : 0; // which flushes
  }

  private String written(Graph graph) {
    return switch (form) {
      case TEXT -> graph.toText();
      case MERMAID -> graph.toMermaid();
      case JSON -> graph.toJson();
    };
  }
}
