package dev.runnel.annotations.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Draws a flow chart for Mermaid. Edges that lead to the same place, or start at the same places,
 * share a line, and a line goes on where the one before has ended.
 */
public final class Mermaid {
  /** Stands for what the chart reads, where an edge starts. */
  public static final int INPUT = -1;

  /** Stands for what the chart gives, where an edge ends. */
  public static final int OUTPUT = -2;

  private static final int WIDTH = 80;

  /** What Mermaid would not take for the name of a node. */
  private static final Set<String> RESERVED =
      Set.of(
          "input",
          "output",
          "end",
          "graph",
          "flowchart",
          "subgraph",
          "direction",
          "style",
          "class",
          "classDef",
          "linkStyle",
          "click",
          "call",
          "href",
          "default",
          "interpolate");

  private final List<String> nodes;
  private final List<String> ids = new ArrayList<>();
  private final Set<Integer> declared = new HashSet<>();
  private final StringBuilder text = new StringBuilder("flowchart TD\n");
  private final StringBuilder line = new StringBuilder();
  private List<Integer> tail = List.of();

  private Mermaid(List<String> nodes) {
    this.nodes = nodes;
    Map<String, Integer> counts = new HashMap<>();
    nodes.forEach(node -> counts.merge(node, 1, Integer::sum));
    for (int i = 0; i < nodes.size(); i++) {
      String name = nodes.get(i);
      ids.add(isPlain(name) && counts.get(name) == 1 ? name : "s" + (i + 1));
    }
  }

  /**
   * An edge of the chart.
   *
   * @param from the index of a node, or {@link #INPUT}
   * @param to the index of a node, or {@link #OUTPUT}
   * @param label what it says; empty for nothing
   * @param back whether it leads back
   */
  public record Edge(int from, int to, String label, boolean back) {}

  /** Edges that stand for each other: each of the places leads to each of the others. */
  private record Group(List<Integer> from, List<Integer> to, String label, boolean back) {}

  /**
   * Draws a chart.
   *
   * @param nodes the names of its nodes
   * @param edges its edges, in the order in which they are drawn
   * @return the text
   */
  public static String draw(List<String> nodes, List<Edge> edges) {
    Mermaid mermaid = new Mermaid(nodes);
    mermaid.groups(edges).forEach(mermaid::add);
    mermaid.endLine();
    for (int i = 0; i < nodes.size(); i++) {
      if (!mermaid.declared.contains(i)) {
        mermaid.line.append(mermaid.node(i));
        mermaid.endLine();
      }
    }
    return mermaid.text.toString();
  }

  private static boolean isPlain(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_]*")
        && !RESERVED.contains(name)
        && !name.matches("s[0-9]+");
  }

  /** Joins edges that lead to the same place, and then those that come from the same places. */
  private List<Group> groups(List<Edge> edges) {
    List<Group> fanIn = new ArrayList<>();
    for (Edge edge : edges) {
      Group group = new Group(List.of(edge.from()), List.of(edge.to()), labelOf(edge), edge.back());
      int known = edge.back() ? -1 : find(fanIn, group, Group::to);
      if (known < 0) {
        fanIn.add(group);
      } else {
        Group first = fanIn.get(known);
        fanIn.set(
            known, new Group(joined(first.from(), edge.from()), first.to(), first.label(), false));
      }
    }
    List<Group> all = new ArrayList<>();
    for (Group group : fanIn) {
      int known = group.back() ? -1 : find(all, group, Group::from);
      if (known < 0) {
        all.add(group);
      } else {
        Group first = all.get(known);
        all.set(
            known,
            new Group(first.from(), joined(first.to(), group.to().get(0)), first.label(), false));
      }
    }
    return all;
  }

  /** What bears the name of its source need not be said. */
  private String labelOf(Edge edge) {
    return edge.from() >= 0 && nodes.get(edge.from()).equals(edge.label()) ? "" : edge.label();
  }

  private interface Ends {
    List<Integer> of(Group group);
  }

  private static int find(List<Group> groups, Group sought, Ends ends) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      if (!group.back()
          && group.label().equals(sought.label())
          && ends.of(group).equals(ends.of(sought))) {
        return i;
      }
    }
    return -1;
  }

  private static List<Integer> joined(List<Integer> known, int added) {
    List<Integer> all = new ArrayList<>(known);
    all.add(added);
    return Collections.unmodifiableList(all);
  }

  private void add(Group group) {
    boolean goesOn = group.from().equals(tail) && line.length() + length(group.to()) < WIDTH;
    if (!goesOn) {
      endLine();
      line.append(places(group.from()));
    }
    line.append(group.back() ? " -.->" : " -->");
    if (!group.label().isEmpty()) {
      line.append("|\"").append(escaped(group.label())).append("\"|");
    }
    line.append(' ').append(places(group.to()));
    tail = group.to();
  }

  private int length(List<Integer> places) {
    return places.stream().mapToInt(place -> id(place).length() + 3).sum();
  }

  private String places(List<Integer> places) {
    List<String> names = new ArrayList<>();
    places.forEach(place -> names.add(node(place)));
    return String.join(" & ", names);
  }

  /** Names a place; where it is named first, with how it looks. */
  private String node(int place) {
    String id = id(place);
    if (!declared.add(place)) {
      return id;
    }
    if (place == INPUT || place == OUTPUT) {
      return id + "([" + id + "])";
    }
    String name = nodes.get(place);
    return Objects.equals(id, name) ? id : id + "[\"" + escaped(name) + "\"]";
  }

  private String id(int place) {
    return switch (place) {
      case INPUT -> "input";
      case OUTPUT -> "output";
      default -> ids.get(place);
    };
  }

  private void endLine() {
    if (!line.isEmpty()) {
      text.append("  ").append(line).append('\n');
    }
    line.setLength(0);
    tail = List.of();
  }

  private static String escaped(String text) {
    return text.replace("&", "#amp;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("\n", " ");
  }
}
