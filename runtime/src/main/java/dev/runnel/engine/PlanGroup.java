package dev.runnel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parallel part of a chain, as events show it: neighbouring steps that read the same source and
 * are read by the same join only, with the chain's input where the join reads it as well.
 *
 * @param number which part of its chain it is, counted from 1
 * @param join the step that reads all members
 * @param source what all members read: a step, or {@link Plan#INPUT}
 * @param keys the name of each step in the join's parameters
 * @param inputs the names of the join's parameters that are the chain's input
 */
public record PlanGroup(
    int number, Plan.Step join, int source, Map<Integer, String> keys, List<String> inputs) {

  /** Returns the name of its runs: its keys, in the order of the join's parameters. */
  public String name() {
    List<String> names = new ArrayList<>();
    for (Plan.Read read : join.reads()) {
      if (keys.containsValue(read.parameter()) || inputs.contains(read.parameter())) {
        names.add(read.parameter());
      }
    }
    return "RunnableParallel<" + String.join(",", names) + ">";
  }

  /** The number of each step of a chain, and the group to which it belongs. */
  public static final class Shape {
    private static final int NONE = -1;
    private static final int MANY = -2;

    private final List<Plan.Step> steps;
    private final List<PlanGroup> groups = new ArrayList<>();

    /** By step: the one step that reads it; NONE if there is none, and MANY if there are more. */
    private final int[] readers;

    private final int[] numbers;
    private final int[] groupOf;

    Shape(List<Plan.Step> steps) {
      this.steps = steps;
      readers = readers(steps);
      numbers = new int[steps.size()];
      groupOf = new int[steps.size()];
      int number = 0;
      for (int first = 0; first < steps.size(); ) {
        number++;
        int end = endOfNeighbours(first);
        @Nullable PlanGroup group = groupOf(number, first, end);
        if (group == null) {
          end = first + 1;
        }
        for (int step = first; step < end; step++) {
          numbers[step] = number;
          groupOf[step] = group == null ? -1 : groups.size();
        }
        if (group != null) {
          groups.add(group);
        }
        first = end;
      }
    }

    List<PlanGroup> groups() {
      return groups;
    }

    int group(int step) {
      return groupOf[step];
    }

    /** Returns how events tag a step of its own: by number, or by key if it is in a group. */
    String tag(int step) {
      @Nullable String key = steps.get(step).key();
      if (key != null) {
        return "map:key:" + key;
      }
      return groupOf[step] < 0
          ? "seq:step:" + numbers[step]
          : "map:key:" + groups.get(groupOf[step]).keys().get(step);
    }

    private int endOfNeighbours(int first) {
      int end = first + 1;
      while (end < steps.size()
          && onlySource(end) == onlySource(first)
          && onlyReader(end) == onlyReader(first)) {
        end++;
      }
      return end;
    }

    private @Nullable PlanGroup groupOf(int number, int first, int end) {
      int reader = onlyReader(first);
      int source = onlySource(first);
      if (reader < 0 || source < Plan.INPUT) {
        return null;
      }
      Plan.Step join = steps.get(reader);
      Map<Integer, String> keys = new LinkedHashMap<>();
      List<String> inputs = new ArrayList<>();
      for (Plan.Read read : join.reads()) {
        if (read.source() >= first && read.source() < end) {
          keys.putIfAbsent(read.source(), read.parameter());
        } else if (read.source() == Plan.INPUT && source == Plan.INPUT && !isTaken(join)) {
          inputs.add(read.parameter());
        }
      }
      return keys.size() + inputs.size() < 2
          ? null
          : new PlanGroup(number, join, source, keys, inputs);
    }

    private boolean isTaken(Plan.Step join) {
      return groups.stream()
          .anyMatch(group -> group.join().equals(join) && !group.inputs().isEmpty());
    }

    /** Returns the one source that a step reads; -2 if there is none, or more than one. */
    private int onlySource(int step) {
      List<Plan.Read> reads = steps.get(step).reads();
      int source = reads.isEmpty() ? -2 : reads.get(0).source();
      for (Plan.Read read : reads) {
        if (read.source() != source) {
          return -2;
        }
      }
      return source;
    }

    /** Returns the one step that reads a step; -1 if there is none, or more than one. */
    private int onlyReader(int step) {
      return Math.max(NONE, readers[step]);
    }

    private static int[] readers(List<Plan.Step> steps) {
      int[] readers = new int[steps.size()];
      Arrays.fill(readers, NONE);
      for (int reader = 0; reader < readers.length; reader++) {
        for (Plan.Read read : steps.get(reader).reads()) {
          int source = read.source();
          if (source >= 0 && readers[source] != reader) {
            readers[source] = readers[source] == NONE ? reader : MANY;
          }
        }
      }
      return readers;
    }
  }
}
