package dev.runnel.testkit;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A retriever that finds what a test says, and remembers what it was asked.
 *
 * <pre>{@code
 * ScriptedRetriever retriever = ScriptedRetriever.of("harrison worked at kensho");
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class ScriptedRetriever implements Retriever {
  private final String name;
  private final @Nullable Gate gate;
  private final Scripts<String, List<Action<List<Document>>>> scripts;

  private ScriptedRetriever(Builder builder) {
    name = builder.name;
    gate = builder.gate;
    List<Action<List<Document>>> otherwise = builder.otherwise;
    scripts =
        new Scripts<>(
            name, builder.rules, List.of(), otherwise == null ? null : query -> otherwise);
  }

  /**
   * Makes a retriever that finds the same texts for each query.
   *
   * @param texts the text of each document
   * @return the retriever
   */
  public static ScriptedRetriever of(String... texts) {
    return of(Arrays.stream(texts).map(Document::of).toArray(Document[]::new));
  }

  /**
   * Makes a retriever that finds the same documents for each query.
   *
   * @param documents the documents
   * @return the retriever
   */
  public static ScriptedRetriever of(Document... documents) {
    return builder().otherwise(documents).build();
  }

  /**
   * Makes a retriever that finds nothing.
   *
   * @return the retriever
   */
  public static ScriptedRetriever empty() {
    return builder().otherwise().build();
  }

  /**
   * Starts a retriever that finds different things.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Document> retrieve(String query) {
    try (ChunkStream<List<Document>> found = play(query)) {
      List<Document> documents = found.next();
      if (found.hasNext()) { // asked for, so that the run comes to its end
        throw new IllegalStateException("The script of '" + name + "' gives more than one chunk.");
      }
      return documents;
    }
  }

  @Override
  public ChunkStream<List<Document>> open(String input, RunContext run) {
    return play(input);
  }

  private ChunkStream<List<Document>> play(String query) {
    ScriptedRun<String> scripted = scripts.begin(query);
    try {
      List<Action<List<Document>>> actions = new ArrayList<>();
      if (gate != null) {
        actions.add(new Action.Await<>(gate));
      }
      actions.addAll(scripts.choose(query));
      return new ScriptedStream<>(name, actions, scripted);
    } catch (RuntimeException e) {
      scripted.end(ScriptedRun.State.FAILED);
      throw e;
    }
  }

  /**
   * Returns the queries that it got.
   *
   * @return the queries, the oldest first
   */
  public List<String> queries() {
    return scripts.requests();
  }

  /**
   * Returns how its runs went.
   *
   * @return the runs, the oldest first
   */
  public List<ScriptedRun<String>> runs() {
    return scripts.runs();
  }

  /**
   * Returns how its last run went.
   *
   * @return the run
   * @throws AssertionError if there was none
   */
  public ScriptedRun<String> lastRun() {
    return scripts.lastRun();
  }

  /**
   * Tells how many of its runs go on: a test expects 0 at the end.
   *
   * @return the number
   */
  public int openRuns() {
    return scripts.openRuns();
  }

  /** Collects what a retriever finds. The first condition that fits decides. Not thread-safe. */
  public static final class Builder {
    private final List<Scripts.Rule<String, List<Action<List<Document>>>>> rules =
        new ArrayList<>();
    private @Nullable List<Action<List<Document>>> otherwise;
    private @Nullable Gate gate;
    private String name = "ScriptedRetriever";

    private Builder() {}

    /**
     * Names the retriever's runs.
     *
     * @param name the name in events
     * @return this
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Holds each search back until the test opens a gate.
     *
     * @param gate the gate
     * @return this
     */
    public Builder gatedBy(Gate gate) {
      this.gate = gate;
      return this;
    }

    /**
     * Sets what is found for each query that fits.
     *
     * @param condition tells whether a query fits
     * @param documents the documents
     * @return this
     */
    public Builder when(Predicate<String> condition, Document... documents) {
      rules.add(new Scripts.Rule<>(condition, List.of(new Action.Give<>(List.of(documents)))));
      return this;
    }

    /**
     * Fails for each query that fits.
     *
     * @param condition tells whether a query fits
     * @param failure what is thrown, a checked exception inside a {@code StepException}
     * @return this
     */
    public Builder failWhen(Predicate<String> condition, Throwable failure) {
      rules.add(new Scripts.Rule<>(condition, List.of(new Action.Fail<>(failure))));
      return this;
    }

    /**
     * Sets what is found for all other queries.
     *
     * @param documents the documents
     * @return this
     */
    public Builder otherwise(Document... documents) {
      otherwise = List.of(new Action.Give<>(List.of(documents)));
      return this;
    }

    /**
     * Makes the retriever.
     *
     * @return the retriever; a query that nothing is said for fails
     */
    public ScriptedRetriever build() {
      return new ScriptedRetriever(this);
    }
  }
}
