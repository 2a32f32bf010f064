package dev.runnel;

import dev.runnel.annotations.RunType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a runnel is made of: its steps, and what each of them reads.
 *
 * <p>{@link Runnel#graph} gives the graph of any runnel; one that is written by hand can make its
 * own of {@link #step} and the methods that put graphs together. Immutable.
 *
 * <pre>{@code
 * Graph.step("ask", RunType.PROMPT).then(Graph.step("model", RunType.CHAT_MODEL)).toText();
 * // input -> ask -> model
 * }</pre>
 *
 * @param nodes the steps, numbered from 1 in this order
 * @param edges what flows between them
 */
public record Graph(List<Node> nodes, List<Edge> edges) {
  /**
   * Copies the lists, and checks that the steps are numbered and the edges lead between them.
   *
   * @param nodes the steps, numbered from 1 in this order
   * @param edges what flows between them
   * @throws IllegalArgumentException if a number is wrong, or an edge leads to or from a step that
   *     is not among the nodes
   */
  public Graph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "Step '"
                + nodes.get(i).name()
                + "' of a graph has the number "
                + nodes.get(i).number()
                + ", but it is number "
                + (i + 1)
                + " of the list. Number the steps from 1.");
      }
    }
    for (Edge edge : edges) {
      if (!isIn(nodes, edge.from, End.INPUT) || !isIn(nodes, edge.to, End.OUTPUT)) {
        throw new IllegalArgumentException(
            "An edge of a graph leads from "
                + edge.from
                + " to "
                + edge.to
                + ", but it must lead from the input or a step of the graph to a step or the"
                + " output.");
      }
    }
  }

  private static boolean isIn(List<Node> nodes, Place place, End end) {
    return place instanceof Node node
        ? node.number <= nodes.size() && nodes.get(node.number - 1).equals(node)
        : place == end;
  }

  /** A place that an edge leads from or to: a step, or an end of the graph. */
  public sealed interface Place {}

  /** An end of a graph. */
  public enum End implements Place {
    /** Where the input comes in; edges lead from here. */
    INPUT,
    /** Where the output goes out; edges lead here. */
    OUTPUT
  }

  /**
   * One step.
   *
   * @param number its number in the graph, from 1; tells apart steps of the same name
   * @param name its name
   * @param type the kind of work
   */
  public record Node(int number, String name, RunType type) implements Place {
    /**
     * Checks the number.
     *
     * @param number its number in the graph, from 1
     * @param name its name
     * @param type the kind of work
     */
    public Node {
      if (number < 1) {
        throw new IllegalArgumentException(
            "The steps of a graph are numbered from 1, but '" + name + "' has " + number + ".");
      }
    }
  }

  /**
   * What a step, or the output, reads of another step, or of the input.
   *
   * @param from what gives
   * @param to what reads
   * @param label what it is called; empty where that is clear
   * @param back whether it leads back, to a step that is tried again
   */
  public record Edge(Place from, Place to, String label, boolean back) {
    /**
     * Makes an edge that leads forward and needs no label.
     *
     * @param from what gives
     * @param to what reads
     */
    public Edge(Place from, Place to) {
      this(from, to, "", false);
    }

    Edge moved(int by) {
      return new Edge(Graph.moved(from, by), Graph.moved(to, by), label, back);
    }

    Edge labelled(String added) {
      return new Edge(from, to, label.isEmpty() ? added : added + ", " + label, back);
    }
  }

  private static Place moved(Place place, int by) {
    return place instanceof Node node ? moved(node, by) : place;
  }

  private static Node moved(Node node, int by) {
    return new Node(node.number + by, node.name, node.type);
  }

  /**
   * Makes the graph of one step.
   *
   * @param name its name
   * @param type the kind of work
   * @return the graph
   */
  public static Graph step(String name, RunType type) {
    Node node = new Node(1, name, type);
    return new Graph(List.of(node), List.of(new Edge(End.INPUT, node), new Edge(node, End.OUTPUT)));
  }

  /**
   * Renames the step of a graph that has only one.
   *
   * @param name its new name
   * @return a copy; a graph of several steps as it is
   */
  public Graph named(String name) {
    if (nodes.size() != 1) {
      return this;
    }
    Node node = new Node(1, name, nodes.get(0).type);
    List<Edge> flow = new ArrayList<>();
    for (Edge edge : edges) {
      Place from = edge.from instanceof Node ? node : edge.from;
      Place to = edge.to instanceof Node ? node : edge.to;
      flow.add(new Edge(from, to, edge.label, edge.back));
    }
    return new Graph(List.of(node), flow);
  }

  /**
   * Lets another graph read what this one gives.
   *
   * @param next the other one
   * @return the two in a row
   */
  public Graph then(Graph next) {
    List<Edge> flow = new ArrayList<>();
    edges.stream().filter(edge -> edge.to != End.OUTPUT).forEach(flow::add);
    for (Edge read : next.edges) {
      Edge moved = read.moved(nodes.size());
      if (read.from != End.INPUT) {
        flow.add(moved);
        continue;
      }
      for (Edge given : edges) {
        if (given.to == End.OUTPUT) {
          String label = given.label.isEmpty() ? moved.label : given.label;
          flow.add(new Edge(given.from, moved.to, label, false));
        }
      }
    }
    List<Node> all = new ArrayList<>(nodes);
    next.nodes.forEach(node -> all.add(moved(node, nodes.size())));
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
    branches.forEach((key, branch) -> labelled.put(key, branch.labelled(End.OUTPUT, key)));
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
    branches.forEach((when, branch) -> labelled.put(when, branch.labelled(End.INPUT, when)));
    return beside(List.copyOf(labelled.values()));
  }

  private static Graph beside(List<Graph> graphs) {
    List<Node> all = new ArrayList<>();
    List<Edge> flow = new ArrayList<>();
    for (Graph graph : graphs) {
      int before = all.size();
      graph.edges.forEach(edge -> flow.add(edge.moved(before)));
      graph.nodes.forEach(node -> all.add(moved(node, before)));
    }
    return new Graph(all, flow);
  }

  private Graph labelled(End end, String label) {
    return new Graph(
        nodes,
        edges.stream()
            .map(edge -> edge.from == end || edge.to == end ? edge.labelled(label) : edge)
            .toList());
  }

  /**
   * Labels the edges from the input.
   *
   * @param label what is said of the input; stands before the labels that are there
   * @return a copy
   */
  public Graph reading(String label) {
    return labelled(End.INPUT, label);
  }

  /**
   * Adds an edge from the end of the graph to its start: all of it may be done again.
   *
   * @param label when
   * @return a copy
   */
  public Graph repeated(String label) {
    List<Edge> flow = new ArrayList<>(edges);
    for (Edge given : edges) {
      for (Edge read : edges) {
        if (given.to == End.OUTPUT
            && read.from == End.INPUT
            && given.from instanceof Node
            && read.to instanceof Node) {
          flow.add(new Edge(given.from, read.to, label, true));
        }
      }
    }
    return new Graph(nodes, flow);
  }

  /**
   * Adds an edge from the input to the output: the input itself is part of the output.
   *
   * @return a copy
   */
  public Graph withInput() {
    List<Edge> flow = new ArrayList<>(edges);
    flow.add(new Edge(End.INPUT, End.OUTPUT));
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
   * @param to the step, or {@link End#OUTPUT}
   * @return the edges that lead there, without those that lead back, unmodifiable
   */
  public List<Edge> readsOf(Place to) {
    return edges.stream().filter(edge -> edge.to.equals(to) && !edge.back).toList();
  }

  @Override
  public String toString() {
    return toText();
  }
}
