package dev.runnel;

import dev.runnel.annotations.RunType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows what a runnel is made of: its steps, and what each of them reads.
 *
 * <p>{@link Runnel#graph} gives the graph of any runnel; one that is written by hand can make its
 * own of {@link #step} and the methods that put graphs together. Immutable.
 *
 * @param nodes the steps
 * @param edges what flows between them
 */
public record Graph(List<Node> nodes, List<Edge> edges) {
  /** Stands for the input where an edge says where it comes from. */
  public static final int INPUT = -1;

  /** Stands for the output where an edge says where it goes to. */
  public static final int OUTPUT = -2;

  /**
   * Copies the lists.
   *
   * @param nodes the steps
   * @param edges what flows between them
   */
  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * Is one step.
   *
   * @param name its name
   * @param type the kind of work
   */
  public record Node(String name, RunType type) {}

  /**
   * Is what one step reads of another.
   *
   * @param from the index of the step that gives, or {@link #INPUT}
   * @param to the index of the step that reads, or {@link #OUTPUT}
   * @param label what it is called; empty where that is clear
   * @param back whether it leads back, to a step that is tried again
   */
  public record Edge(int from, int to, String label, boolean back) {
    Edge moved(int by) {
      return new Edge(from >= 0 ? from + by : from, to >= 0 ? to + by : to, label, back);
    }

    Edge labelled(String added) {
      return new Edge(from, to, label.isEmpty() ? added : added + ", " + label, back);
    }
  }

  /**
   * Makes the graph of one step.
   *
   * @param name its name
   * @param type the kind of work
   * @return the graph
   */
  public static Graph step(String name, RunType type) {
    return new Graph(
        List.of(new Node(name, type)),
        List.of(new Edge(INPUT, 0, "", false), new Edge(0, OUTPUT, "", false)));
  }

  /**
   * Lets another graph read what this one gives.
   *
   * @param next the other one
   * @return the two in a row
   */
  public Graph then(Graph next) {
    List<Node> all = new ArrayList<>(nodes);
    all.addAll(next.nodes);
    List<Edge> flow = new ArrayList<>();
    edges.stream().filter(edge -> edge.to != OUTPUT).forEach(flow::add);
    for (Edge read : next.edges) {
      Edge moved = read.moved(nodes.size());
      if (read.from != INPUT) {
        flow.add(moved);
        continue;
      }
      for (Edge given : edges) {
        if (given.to == OUTPUT) {
          String label = given.label.isEmpty() ? moved.label : given.label;
          flow.add(new Edge(given.from, moved.to, label, false));
        }
      }
    }
    return new Graph(all, flow);
  }

  /**
   * Puts graphs beside each other that read the same input and give one output together.
   *
   * @param branches the graphs by what their output is called
   * @return all of them
   */
  public static Graph parallel(Map<String, Graph> branches) {
    Map<String, Graph> labelled = new LinkedHashMap<>();
    branches.forEach((key, branch) -> labelled.put(key, branch.labelled(OUTPUT, key)));
    return beside(List.copyOf(labelled.values()));
  }

  /**
   * Puts graphs beside each other of which one is taken.
   *
   * @param branches the graphs by when they are taken
   * @return all of them
   */
  public static Graph choice(Map<String, Graph> branches) {
    Map<String, Graph> labelled = new LinkedHashMap<>();
    branches.forEach((when, branch) -> labelled.put(when, branch.labelled(INPUT, when)));
    return beside(List.copyOf(labelled.values()));
  }

  private static Graph beside(List<Graph> graphs) {
    List<Node> all = new ArrayList<>();
    List<Edge> flow = new ArrayList<>();
    for (Graph graph : graphs) {
      graph.edges.forEach(edge -> flow.add(edge.moved(all.size())));
      all.addAll(graph.nodes);
    }
    return new Graph(all, flow);
  }

  private Graph labelled(int end, String label) {
    return new Graph(
        nodes,
        edges.stream()
            .map(edge -> (end == INPUT ? edge.from : edge.to) == end ? edge.labelled(label) : edge)
            .toList());
  }

  /**
   * Says something of what goes in.
   *
   * @param label what is said
   * @return a copy
   */
  public Graph reading(String label) {
    return labelled(INPUT, label);
  }

  /**
   * Says that all of this may be done again.
   *
   * @param label when
   * @return a copy with an edge from its end to its start
   */
  public Graph repeated(String label) {
    List<Edge> flow = new ArrayList<>(edges);
    for (Edge given : edges) {
      for (Edge read : edges) {
        if (given.to == OUTPUT && read.from == INPUT && given.from >= 0 && read.to >= 0) {
          flow.add(new Edge(given.from, read.to, label, true));
        }
      }
    }
    return new Graph(nodes, flow);
  }

  /**
   * Lets the input itself be part of the output.
   *
   * @return a copy with an edge from the input to the output
   */
  public Graph withInput() {
    List<Edge> flow = new ArrayList<>(edges);
    flow.add(new Edge(INPUT, OUTPUT, "", false));
    return new Graph(nodes, flow);
  }

  /**
   * Draws the graph for Mermaid.
   *
   * @return the text of a flowchart
   */
  public String toMermaid() {
    return GraphText.mermaid(this);
  }

  /**
   * Writes the graph for a terminal: a row of steps on one line, anything else with one line for
   * each step, which tells what it reads.
   *
   * @return the text, without a line break at its end
   */
  public String toText() {
    return GraphText.text(this);
  }

  /**
   * Writes the graph as JSON: {@code {"nodes":[{"id","name","type"}],"edges":[{"from","to"}]}},
   * with the ids {@code input} and {@code output}, and {@code label} and {@code back} where they
   * say something.
   *
   * @return the text of one object
   */
  public String toJson() {
    return GraphText.json(this);
  }

  /**
   * Returns what a step, or the output, reads.
   *
   * @param to the index of the step, or {@link #OUTPUT}
   * @return the edges that lead there, without those that lead back
   */
  public List<Edge> readsOf(int to) {
    return Collections.unmodifiableList(
        edges.stream().filter(edge -> edge.to == to && !edge.back).toList());
  }

  @Override
  public String toString() {
    return toText();
  }
}
