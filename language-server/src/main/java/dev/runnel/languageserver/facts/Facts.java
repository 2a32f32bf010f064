package dev.runnel.languageserver.facts;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the processor says of chain classes, as it writes it down with {@code -Arunnel.facts=true}.
 * A processor of another version may say less, or nothing.
 *
 * @param classes what it says of each class
 * @param otherForm whether it says something in a form that this server does not know
 */
public record Facts(List<ChainClass> classes, boolean otherForm) {
  /** Says nothing. */
  public static final Facts NONE = new Facts(List.of(), false);

  private static final Gson GSON = new Gson();
  private static final int FORMAT = 1;

  /**
   * A class.
   *
   * @param format the meaning of all this
   * @param name its qualified name
   * @param generated the qualified name of the class that is generated for it; null if that is
   *     none, or is not told
   * @param problems what is wrong with it
   * @param steps what its chains can name
   * @param chains its chains, but those that are wrong
   */
  public record ChainClass(
      int format,
      @SerializedName("class") String name,
      @Nullable String generated,
      List<Problem> problems,
      List<Offered> steps,
      List<Chain> chains) {
    /** Fills in what is missing. */
    public ChainClass {
      name = name == null ? "" : name;
      problems = problems == null ? List.of() : List.copyOf(problems);
      steps = steps == null ? List.of() : List.copyOf(steps);
      chains = chains == null ? List.of() : List.copyOf(chains);
    }
  }

  /**
   * Something that is wrong.
   *
   * @param kind the entry of the processor's catalogue
   * @param message the whole text
   * @param values what it speaks of
   */
  public record Problem(String kind, String message, Map<String, String> values) {
    /** Returns a value; empty if the problem has none of this name. */
    public Optional<String> value(String name) {
      return Optional.ofNullable(values == null ? null : values.get(name));
    }
  }

  /**
   * A step or chain before a chain binds it.
   *
   * @param name its name
   * @param in the class that declares it
   * @param chain whether it is a chain
   * @param told what it reads and gives, in words
   * @param reads the types that it reads, as written in a source
   * @param gives the type of its chunks
   * @param whole the type of its own whole
   */
  public record Offered(
      String name,
      String in,
      boolean chain,
      String told,
      List<String> reads,
      @Nullable String gives,
      @Nullable String whole) {}

  /**
   * A chain.
   *
   * @param name its name
   * @param parameters how many parameters its method has
   * @param takes what it takes
   * @param streams its chunks
   * @param gives its whole
   * @param adds how its chunks become the whole
   * @param many how many chunks there are: {@code one}, {@code optional}, {@code many}
   * @param steps its steps
   * @param mermaid its graph
   */
  public record Chain(
      String name,
      int parameters,
      String takes,
      String streams,
      String gives,
      String adds,
      String many,
      List<Step> steps,
      String mermaid) {}

  /**
   * A step in a chain.
   *
   * @param name its name
   * @param in the class that declares it
   * @param gives its chunks
   * @param whole its own whole
   * @param many how many chunks there are
   * @param reads what it reads
   * @param fallbacks what stands in for it
   */
  public record Step(
      String name,
      String in,
      String gives,
      @Nullable String whole,
      String many,
      List<Read> reads,
      List<String> fallbacks) {}

  /**
   * What a step reads.
   *
   * @param parameter the parameter
   * @param source the index of the step that it reads; less than 0 for the chain's input
   * @param edge {@code whole}, {@code chunk} or {@code stream}
   * @param type the type of what it gets
   * @param adds how chunks become the whole; null if it reads none
   * @param buffered whether all chunks are kept
   */
  public record Read(
      String parameter,
      int source,
      String edge,
      String type,
      @Nullable String adds,
      boolean buffered) {}

  /** Reads files; what cannot be understood is left out. */
  public static Facts read(Collection<String> files) {
    List<ChainClass> classes = new ArrayList<>();
    files.forEach(file -> read(file).ifPresent(classes::add));
    return new Facts(List.copyOf(classes), classes.size() < files.size());
  }

  /** A processor of another version may write what we do not know: then less is shown. */
  private static Optional<ChainClass> read(String file) {
    try {
      return Optional.ofNullable(GSON.fromJson(file, ChainClass.class))
          .filter(known -> known.format() == FORMAT);
    } catch (JsonParseException otherVersion) {
      return Optional.empty();
    }
  }

  /** Finds a class; where there is more of it than its chains, that of its chains. */
  public Optional<ChainClass> of(String className) {
    return classes.stream()
        .filter(each -> className.equals(each.name()))
        .max(Comparator.comparingInt(each -> each.steps().size() + each.chains().size()));
  }

  /** Finds what is known of a message. */
  public Optional<Problem> problem(String message) {
    return classes.stream()
        .flatMap(each -> each.problems().stream())
        .filter(problem -> message.equals(problem.message()))
        .findFirst();
  }
}
