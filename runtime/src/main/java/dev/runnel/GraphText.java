package dev.runnel;

import dev.runnel.annotations.RunType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes graphs. */
public final class GraphText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GraphText() {}

  /**
   * Draws a graph for Mermaid.
   *
   * @param graph the graph
   * @return the text
   */
  public static String mermaid(Graph graph) {
    StringBuilder text = new StringBuilder("flowchart TD\n  input([input])\n");
    for (int i = 0; i < graph.nodes().size(); i++) {
      Graph.Node node = graph.nodes().get(i);
      String type = node.type() == RunType.CHAIN ? "" : "<br/>" + node.type().wireName();
      text.append("  ").append(id(i)).append("[\"").append(escaped(node.name())).append(type);
      text.append("\"]\n");
    }
    text.append("  output([output])\n");
    for (Graph.Edge edge : graph.edges()) {
      text.append("  ").append(id(edge.from())).append(edge.back() ? " -.->" : " -->");
      if (!edge.label().isEmpty()) {
        text.append("|\"").append(escaped(edge.label())).append("\"|");
      }
      text.append(' ').append(id(edge.to())).append('\n');
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("\n", " ");
  }

  private static String id(int node) {
    return switch (node) {
      case Graph.INPUT -> "input";
      case Graph.OUTPUT -> "output";
      default -> "s" + (node + 1);
    };
  }

  /**
   * Writes a graph for a terminal.
   *
   * @param graph the graph
   * @return the text
   */
  public static String text(Graph graph) {
    List<String> names = names(graph);
    if (isRow(graph)) {
      return names.isEmpty() ? "input" : "input -> " + String.join(" -> ", names);
    }
    List<String> lines = new ArrayList<>();
    boolean ends = endsWithItsLastStep(graph);
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    width = ends ? width : Math.max(width, "output".length());
    for (int i = 0; i < names.size(); i++) {
      lines.add(line(names.get(i), width, graph, i, names));
    }
    if (!ends) {
      lines.add(line("output", width, graph, Graph.OUTPUT, names));
    }
    return String.join("\n", lines);
  }

  private static String line(String name, int width, Graph graph, int to, List<String> names) {
    String sources =
        graph.readsOf(to).stream()
            .map(edge -> nameOf(edge.from(), names) + note(edge, nameOf(edge.from(), names)))
            .collect(Collectors.joining(", "));
    String again =
        graph.edges().stream()
            .filter(edge -> edge.back() && edge.to() == to)
            .map(edge -> "; " + edge.label())
            .distinct()
            .collect(Collectors.joining());
    return name + " ".repeat(width - name.length()) + " <- " + sources + again;
  }

  private static String note(Graph.Edge edge, String source) {
    return edge.label().isEmpty() || edge.label().equals(source) ? "" : " (" + edge.label() + ")";
  }

  private static String nameOf(int node, List<String> names) {
    return node == Graph.INPUT ? "input" : names.get(node);
  }

  /** Names each step; one whose name is taken gets a number. */
  private static List<String> names(Graph graph) {
    Map<String, Integer> taken = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Graph.Node node : graph.nodes()) {
      int count = taken.merge(node.name(), 1, Integer::sum);
      names.add(count == 1 ? node.name() : node.name() + " #" + count);
    }
    return names;
  }

  private static boolean isRow(Graph graph) {
    if (graph.edges().size() != graph.nodes().size() + 1) {
      return false;
    }
    for (int i = 0; i <= graph.nodes().size(); i++) {
      List<Graph.Edge> reads = graph.readsOf(i == graph.nodes().size() ? Graph.OUTPUT : i);
      if (reads.size() != 1 || reads.get(0).from() != i - 1 || !reads.get(0).label().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsWithItsLastStep(Graph graph) {
    List<Graph.Edge> reads = graph.readsOf(Graph.OUTPUT);
    return reads.size() == 1
        && reads.get(0).from() == graph.nodes().size() - 1
        && reads.get(0).label().isEmpty();
  }

  /**
   * Writes a graph as JSON.
   *
   * @param graph the graph
   * @return the text
   */
  public static String json(Graph graph) {
    List<Map<String, Object>> nodes = new ArrayList<>();
    nodes.add(Map.of("id", "input"));
    for (int i = 0; i < graph.nodes().size(); i++) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("id", id(i));
      node.put("name", graph.nodes().get(i).name());
      node.put("type", graph.nodes().get(i).type().wireName());
      nodes.add(node);
    }
    nodes.add(Map.of("id", "output"));
    List<Map<String, Object>> edges = new ArrayList<>();
    for (Graph.Edge edge : graph.edges()) {
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("from", id(edge.from()));
      written.put("to", id(edge.to()));
      if (!edge.label().isEmpty()) {
        written.put("label", edge.label());
      }
      if (edge.back()) {
        written.put("back", true);
      }
      edges.add(written);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("nodes", nodes);
    all.put("edges", edges);
    return JSON.writeValueAsString(all);
  }
}
