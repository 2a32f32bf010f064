package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs of steps give what their steps say, however their streams fork and join. */
@Timeout(120)
class RandomGraphsTest {
  private static final int CHAINS = 40;
  private static final int INPUT = -1;
  private static final List<Graph> GRAPHS =
      IntStream.range(0, CHAINS).mapToObj(Graph::random).toList();

  private static Object chains;

  private enum Kind {
    WHOLE,
    WHOLE_TO_MANY,
    WHOLE_TO_EMITTER,
    CHUNK,
    CHUNK_TO_MANY,
    CHUNK_TO_MAYBE,
    CHUNK_TO_EMITTER,
    CHUNK_AND_WHOLE,
    TRANSFORMER,
    STREAM,
    JOIN
  }

  /** A step with what it reads: the first source as its kind says, the others as wholes. */
  private record Node(Kind kind, List<Integer> sources) {}

  private record Graph(int id, List<Node> nodes) {
    static Graph random(int seed) {
      Random random = new Random(seed);
      List<Node> nodes = new ArrayList<>();
      nodes.add(new Node(Kind.WHOLE_TO_MANY, List.of(INPUT)));
      int size = 3 + random.nextInt(5);
      while (nodes.size() < size) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length - 1)];
        int before = nodes.size() - 1;
        int source = random.nextInt(nodes.size());
        nodes.add(
            kind == Kind.CHUNK_AND_WHOLE
                ? new Node(kind, List.of(before, random.nextInt(nodes.size() + 1) - 1))
                : new Node(kind, List.of(source)));
      }
      Set<Integer> unread =
          IntStream.range(0, nodes.size())
              .boxed()
              .collect(Collectors.toCollection(LinkedHashSet::new));
      nodes.forEach(node -> unread.removeAll(node.sources()));
      nodes.add(new Node(Kind.JOIN, List.copyOf(unread)));
      return new Graph(seed, nodes);
    }

    String name(int node) {
      return "s" + id + "x" + node;
    }

    List<String> run(String input) {
      List<List<String>> given = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i++) {
        Node node = nodes.get(i);
        List<List<String>> read =
            node.sources().stream()
                .map(source -> source == INPUT ? List.of(input) : given.get(source))
                .toList();
        given.add(give(node.kind(), read, String.valueOf(i)));
      }
      return given.get(given.size() - 1);
    }

    private static List<String> give(Kind kind, List<List<String>> read, String mark) {
      String whole = String.join("", read.get(0));
      return switch (kind) {
        case WHOLE -> List.of(whole + mark);
        case WHOLE_TO_MANY, WHOLE_TO_EMITTER -> List.of(whole.split("(?<=\\G..)"));
        case CHUNK, TRANSFORMER, STREAM, CHUNK_TO_EMITTER ->
            read.get(0).stream().map(chunk -> chunk + mark).toList();
        case CHUNK_TO_MANY ->
            read.get(0).stream().flatMap(chunk -> Stream.of(chunk, mark)).toList();
        case CHUNK_TO_MAYBE -> read.get(0).stream().filter(c -> c.length() != 3).toList();
        case CHUNK_AND_WHOLE ->
            read.get(0).stream().map(chunk -> chunk + String.join("", read.get(1))).toList();
        case JOIN ->
            List.of(
                read.stream().map(all -> String.join("", all)).collect(Collectors.joining("|")));
      };
    }

    String source() {
      StringBuilder source = new StringBuilder();
      for (int i = 0; i < nodes.size(); i++) {
        source.append(method(i));
      }
      String names =
          IntStream.range(0, nodes.size())
              .mapToObj(i -> '"' + name(i) + '"')
              .collect(Collectors.joining(", "));
      return source
          .append("@Chain(value = {")
          .append(names)
          .append("}, streams = Streaming.WHOLE)\n")
          .append("RunnableSequence<String, String, String> chain")
          .append(id)
          .append("();\n")
          .toString();
    }

    private String method(int index) {
      Node node = nodes.get(index);
      List<String> from =
          node.sources().stream()
              .map(source -> source == INPUT ? "@Input " : "@From(\"" + name(source) + "\") ")
              .toList();
      String mark = "\"" + index + "\"";
      String name = name(index);
      String text = from.get(0) + "String text";
      return switch (node.kind()) {
        case WHOLE ->
            "@Step default String " + name + "(" + text + ") { return text + " + mark + "; }\n";
        case WHOLE_TO_MANY ->
            "@Step default Iterator<String> "
                + name
                + "("
                + text
                + ") { return pairs(text).iterator(); }\n";
        case WHOLE_TO_EMITTER ->
            "@Step default void "
                + name
                + "("
                + text
                + ", Emitter<String> out) { pairs(text).forEach(out::emit); }\n";
        case CHUNK ->
            "@StreamingStep default String "
                + name
                + "("
                + text
                + ") { return text + "
                + mark
                + "; }\n";
        case CHUNK_TO_MANY ->
            "@StreamingStep default Iterable<String> "
                + name
                + "("
                + text
                + ") { return List.of(text, "
                + mark
                + "); }\n";
        case CHUNK_TO_MAYBE ->
            "@StreamingStep default Optional<String> "
                + name
                + "("
                + text
                + ") { return Optional.of(text).filter(t -> t.length() != 3); }\n";
        case CHUNK_TO_EMITTER ->
            "@StreamingStep default void "
                + name
                + "("
                + text
                + ", Emitter<String> out) { out.emit(text + "
                + mark
                + "); }\n";
        case CHUNK_AND_WHOLE ->
            "@StreamingStep default String "
                + name
                + "("
                + text
                + ", "
                + from.get(1)
                + "String other) { return text + other; }\n";
        case TRANSFORMER ->
            "@StreamingStep "
                + from.get(0)
                + "default Transformer<String, String> "
                + name
                + "() { return (text, out) -> out.emit(text + "
                + mark
                + "); }\n";
        case STREAM ->
            "@StreamingStep default Stream<String> "
                + name
                + "("
                + from.get(0)
                + "ChunkStream<String> chunks) { return chunks.toJavaStream().map(text -> text + "
                + mark
                + "); }\n";
        case JOIN -> {
          String parameters =
              IntStream.range(0, from.size())
                  .mapToObj(i -> from.get(i) + "String p" + i)
                  .collect(Collectors.joining(", "));
          String values =
              IntStream.range(0, from.size())
                  .mapToObj(i -> "p" + i)
                  .collect(Collectors.joining(", "));
          yield "@Step default String "
              + name
              + "("
              + parameters
              + ") { return String.join(\"|\", "
              + values
              + "); }\n";
        }
      };
    }
  }

  static List<Graph> graphs() {
    return GRAPHS;
  }

  @BeforeAll
  static void compile() {
    StringBuilder source =
        new StringBuilder(
            """
            package random;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import java.util.*;
            import java.util.stream.Stream;

            public interface Random {
              static List<String> pairs(String text) {
                return List.of(text.split("(?<=\\\\G..)"));
              }

            """);
    GRAPHS.forEach(graph -> source.append(graph.source()));
    chains = CompiledChains.of(source.append("}\n").toString()).make("random.RandomRunnables");
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void aGraphGivesWhatItsStepsSay(Graph graph) {
    Runnel<String, String, String> chain = CompiledChains.call(chains, "chain" + graph.id());
    for (String input : List.of("ab", "abcdefghij".repeat(50))) {
      List<String> expected = graph.run(input);
      assertThat(chain.invoke(input)).isEqualTo(String.join("", expected));
      assertThat(chain.stream(input).toList()).isEqualTo(expected);
    }
  }
}
