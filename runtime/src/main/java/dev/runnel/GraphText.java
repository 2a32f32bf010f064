package dev.runnel;

import dev.runnel.annotations.internal.Mermaid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Renders a graph as Mermaid, as text for a terminal, or as JSON. */
final class GraphText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private GraphText() {}

  static String mermaid(Graph graph) {
    List<Mermaid.Edge> edges = new ArrayList<>();
    for (Graph.Edge edge : graph.edges()) {
      edges.add(new Mermaid.Edge(place(edge.from()), place(edge.to()), edge.label(), edge.back()));
    }
    return Mermaid.draw(graph.nodes().stream().map(Graph.Node::name).toList(), edges);
  }

  private static int place(Graph.Place place) {
    if (place instanceof Graph.Node node) {
      return node.number() - 1;
    }
    return place == Graph.End.INPUT ? Mermaid.INPUT : Mermaid.OUTPUT;
  }

  private static String id(Graph.Place place) {
    if (place instanceof Graph.Node node) {
      return "s" + node.number();
    }
    return place == Graph.End.INPUT ? "input" : "output";
  }

  static String text(Graph graph) {
    List<String> names = names(graph);
    if (isRow(graph)) {
      return names.isEmpty() ? "input" : "input -> " + String.join(" -> ", names);
    }
    List<String> lines = new ArrayList<>();
    boolean ends = endsWithItsLastStep(graph);
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    width = ends ? width : Math.max(width, "output".length());
    for (Graph.Node node : graph.nodes()) {
      lines.add(line(nameOf(node, names), width, graph, node, names));
    }
    if (!ends) {
      lines.add(line("output", width, graph, Graph.End.OUTPUT, names));
    }
    return String.join("\n", lines);
  }

  private static String line(
      String name, int width, Graph graph, Graph.Place to, List<String> names) {
    String sources =
        graph.readsOf(to).stream()
            .map(edge -> nameOf(edge.from(), names) + note(edge, nameOf(edge.from(), names)))
            .collect(Collectors.joining(", "));
    String again =
        graph.edges().stream()
            .filter(edge -> edge.back() && edge.to().equals(to))
            .map(edge -> "; " + edge.label())
            .distinct()
            .collect(Collectors.joining());
    return name + " ".repeat(width - name.length()) + " <- " + sources + again;
  }

  private static String note(Graph.Edge edge, String source) {
    return edge.label().isEmpty() || edge.label().equals(source) ? "" : " (" + edge.label() + ")";
  }

  private static String nameOf(Graph.Place place, List<String> names) {
    return place instanceof Graph.Node node ? names.get(node.number() - 1) : "input";
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
    Graph.Place before = Graph.End.INPUT;
    for (Graph.Node node : graph.nodes()) {
      if (!readsOnly(graph, node, before)) {
        return false;
      }
      before = node;
    }
    return readsOnly(graph, Graph.End.OUTPUT, before);
  }

  private static boolean endsWithItsLastStep(Graph graph) {
    List<Graph.Node> nodes = graph.nodes();
    return !nodes.isEmpty() && readsOnly(graph, Graph.End.OUTPUT, nodes.get(nodes.size() - 1));
  }

  /** Tells whether a place reads one other, and has no label for it. */
  private static boolean readsOnly(Graph graph, Graph.Place to, Graph.Place from) {
    List<Graph.Edge> reads = graph.readsOf(to);
    return reads.size() == 1 && reads.get(0).from().equals(from) && reads.get(0).label().isEmpty();
  }

  static String json(Graph graph) {
    List<Map<String, Object>> nodes = new ArrayList<>();
    nodes.add(Map.of("id", "input"));
    for (Graph.Node node : graph.nodes()) {
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("id", id(node));
      written.put("name", node.name());
      written.put("type", node.type().wireName());
      nodes.add(written);
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
