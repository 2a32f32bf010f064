package dev.runnel.engine;

import dev.runnel.RetryPolicy;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.RunType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a chain: its name and its steps, with what each reads. Generated code holds one
 * constant for each chain; events, error messages and diagrams are told from it. Immutable.
 */
public final class Plan {
  /** Stands for the chain's input where a step says what it reads. */
  public static final int INPUT = -1;

  private final String name;
  private final List<String> tags;
  private final boolean oneStep;
  private final List<Step> steps;

  /** What only events ask for; made when they first do. */
  private volatile PlanGroup.@Nullable Shape shape;

  private Plan(String name, List<String> tags, List<Step> steps) {
    this.name = name;
    this.tags = tags;
    this.steps = steps;
    this.oneStep = steps.size() == 1 && steps.get(0).key() == null;
  }

  private PlanGroup.Shape shape() {
    PlanGroup.@Nullable Shape known = shape;
    if (known == null) {
      known = new PlanGroup.Shape(steps);
      shape = known;
    }
    return known;
  }

  /**
   * Describes a chain.
   *
   * @param name the name of its runs
   * @param steps its steps, in their order
   * @return the plan
   */
  public static Plan of(String name, Step... steps) {
    return new Plan(name, List.of(), List.of(steps));
  }

  /** Describes a runnel whose branches are runs of their own, also if there is but one. */
  public static Plan parallel(String name, List<Step> branches) {
    return new Plan(name, List.of(), List.copyOf(branches));
  }

  /**
   * Describes a step that reads nothing yet.
   *
   * @param name the name of its runs
   * @return the step
   */
  public static Step step(String name) {
    return new Step(name, null, List.of(), List.of(), false, null, null, null, List.of());
  }

  /**
   * Adds tags to the chain's runs.
   *
   * @param added the tags
   * @return a copy
   */
  public Plan tags(String... added) {
    return new Plan(name, List.of(added), steps);
  }

  /**
   * Gives the same steps another name: two methods may declare one chain.
   *
   * @param other the name of the runs
   * @return a copy
   */
  public Plan named(String other) {
    return new Plan(other, tags, steps);
  }

  /**
   * Returns the name of the chain's runs.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the tags of the chain's runs.
   *
   * @return the tags
   */
  public List<String> tags() {
    return tags;
  }

  /**
   * Returns the chain's type: that of its step if it has but one, since the two are one run.
   *
   * @return the type
   */
  public RunType type() {
    @Nullable RunType type = oneStep ? steps.get(0).type() : null;
    return type == null ? RunType.CHAIN : type;
  }

  /**
   * Tells whether the chain has one step, and so no run beside that step's.
   *
   * @return whether there is one step
   */
  public boolean oneStep() {
    return oneStep;
  }

  /**
   * Returns the steps, in their order.
   *
   * @return the steps
   */
  public List<Step> steps() {
    return steps;
  }

  public Step step(int index) {
    return steps.get(index);
  }

  /** Returns the parallel groups that events show, in the chain's order. */
  public List<PlanGroup> groups() {
    return shape().groups();
  }

  /** Returns the group that a step is in, as an index into {@link #groups}; -1 if it is in none. */
  public int group(int step) {
    return shape().group(step);
  }

  /** Returns the tag that a step's runs have for themselves, such as {@code seq:step:1}. */
  public String ownTag(int step) {
    return shape().tag(step);
  }

  /** Tells of each step whether it reads the given one, or one that does. */
  public boolean[] readersOf(int step) {
    boolean[] found = new boolean[steps.size()];
    found[step] = true;
    for (int i = step + 1; i < found.length; i++) {
      for (Read read : steps.get(i).reads()) {
        found[i] |= read.source() >= 0 && found[read.source()];
      }
    }
    return found;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append(": ");
    for (int i = 0; i < steps.size(); i++) {
      text.append(i == 0 ? "" : " -> ").append(steps.get(i).name());
    }
    return text.toString();
  }

  /**
   * Describes one step. Immutable.
   *
   * @param name the name of its runs
   * @param type the kind of work; null if its component says so
   * @param tags the tags of its runs
   * @param reads what it reads
   * @param cumulative whether each of its chunks replaces the one before
   * @param key what it is called in the output of a parallel runnel; null for a step in a row
   * @param timeout how long each attempt may take; null for no limit
   * @param retry how it is tried again; null if it is not
   * @param fallbacks what is tried when it has failed
   */
  public record Step(
      String name,
      @Nullable RunType type,
      List<String> tags,
      List<Read> reads,
      boolean cumulative,
      @Nullable String key,
      @Nullable TimeoutPolicy timeout,
      @Nullable RetryPolicy retry,
      List<Step> fallbacks) {
    /**
     * Sets the kind of work.
     *
     * @param type the type
     * @return a copy
     */
    public Step type(RunType type) {
      return new Step(name, type, tags, reads, cumulative, key, timeout, retry, fallbacks);
    }

    /**
     * Adds tags.
     *
     * @param added the tags
     * @return a copy
     */
    public Step tags(String... added) {
      return new Step(
          name, type, List.of(added), reads, cumulative, key, timeout, retry, fallbacks);
    }

    /**
     * Says that the step reads another step or the chain's input.
     *
     * @param parameter the name of the parameter
     * @param source the index of the step read, or {@link Plan#INPUT}
     * @return a copy
     */
    public Step reads(String parameter, int source) {
      List<Read> all = new ArrayList<>(reads);
      all.add(new Read(parameter, source));
      return new Step(
          name, type, tags, List.copyOf(all), cumulative, key, timeout, retry, fallbacks);
    }

    /** Makes it a branch of a parallel runnel. */
    public Step branch(String branchKey) {
      return new Step(name, type, tags, reads, cumulative, branchKey, timeout, retry, fallbacks);
    }

    /** Keys inputs by the names of the parameters, in their order. */
    public Map<String, @Nullable Object> named(@Nullable Object... inputs) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      for (int i = 0; i < inputs.length; i++) {
        named.put(reads.get(i).parameter(), inputs[i]);
      }
      return Collections.unmodifiableMap(named);
    }

    /**
     * Says how long each attempt may take. As {@link #retry} and {@link #fallbacks} it is for
     * graphs: the code that runs the step does it.
     */
    public Step timeout(TimeoutPolicy limits) {
      return new Step(name, type, tags, reads, cumulative, key, limits, retry, fallbacks);
    }

    /** Says how the step is tried again when it has failed. */
    public Step retry(RetryPolicy policy) {
      return new Step(name, type, tags, reads, cumulative, key, timeout, policy, fallbacks);
    }

    /** Says what is tried after that; what reads nothing reads what this step does. */
    public Step fallbacks(Step... others) {
      return new Step(name, type, tags, reads, cumulative, key, timeout, retry, List.of(others));
    }

    /**
     * Says that each chunk replaces the one before.
     *
     * @return a copy
     */
    public Step replacing() {
      return new Step(name, type, tags, reads, true, key, timeout, retry, fallbacks);
    }
  }

  /**
   * One thing that a step reads.
   *
   * @param parameter the name of the parameter
   * @param source the index of the step read, or {@link Plan#INPUT}
   */
  public record Read(String parameter, int source) {}
}
