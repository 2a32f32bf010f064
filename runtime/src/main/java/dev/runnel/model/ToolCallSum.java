package dev.runnel.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Joins the pieces of an answer's tool calls, in time linear in their text. Not thread-safe.
 *
 * <p>Index, id and name of a piece may be late, repeated, empty, absent, or shared by several
 * calls. So a piece belongs to the call that fits all that it tells. Where that call has all its
 * arguments already, a named piece that starts with a brace begins another one. In the table, a
 * known id or index is one that an earlier piece bore.
 *
 * <table>
 *   <caption>Which call a piece belongs to; the first row that fits decides</caption>
 *   <tr><th>id</th><th>index</th><th>name</th><th>call</th></tr>
 *   <tr><td>known</td><td>another one</td><td>given</td><td>a new one</td></tr>
 *   <tr><td>known</td><td>any</td><td>any</td><td>that of the id</td></tr>
 *   <tr><td>none</td><td>known</td><td>another one</td><td>a new one</td></tr>
 *   <tr><td>none, or late</td><td>known</td><td>any</td><td>that of the index</td></tr>
 *   <tr><td>another one</td><td>known</td><td>any</td><td>a new one if arguments begin, else that
 *       of the index</td></tr>
 *   <tr><td>new or none</td><td>new or none</td><td>given</td><td>a new one</td></tr>
 *   <tr><td>new or none</td><td>new or none</td><td>none</td><td>the only unfinished one that has
 *       no other id or index, else a new one; a piece that tells none of the three is left out: no
 *       call gets arguments that may not be its own</td></tr>
 * </table>
 */
final class ToolCallSum {
  private final List<Partial> calls = new ArrayList<>();
  private final Map<String, Partial> byId = new HashMap<>();
  private final Map<Integer, Partial> byIndex = new HashMap<>();

  /** What a piece tells; null for what it does not. */
  private record Piece(
      @Nullable Integer index,
      @Nullable String id,
      @Nullable String name,
      String arguments,
      Extras extras) {
    static Piece of(ToolCallDelta delta) {
      String id = given(delta.id());
      // Some servers write the word instead of leaving it out.
      return new Piece(
          delta.index(),
          "null".equals(id) ? null : id,
          given(delta.name()),
          delta.arguments(),
          delta.extras());
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }

    boolean isNothing() {
      return id == null && name == null && arguments.isEmpty() && extras.isEmpty();
    }

    boolean beginsArguments() {
      return arguments.stripLeading().startsWith("{");
    }
  }

  /** One call, as far as it is known. */
  static final class Partial {
    /** How many calls had begun before. */
    final int place;

    private final StringBuilder arguments = new StringBuilder();
    private final JsonEnd end = new JsonEnd();
    private @Nullable Integer index;
    private @Nullable String id;
    private @Nullable String name;
    private Extras extras = Extras.NONE;
    private int pieces;

    Partial(int place) {
      this.place = place;
    }

    private void add(Piece piece) {
      pieces++;
      extras = extras.merge(piece.extras);
      index = index == null ? piece.index : index;
      id = piece.id == null ? id : piece.id;
      name = piece.name == null ? name : piece.name;
      arguments.append(piece.arguments);
      end.read(piece.arguments);
    }

    /** Tells whether one piece was added, and no more. */
    boolean isNew() {
      return pieces == 1;
    }

    /** Returns the name, as far as it is known. */
    String nameSoFar() {
      return Objects.requireNonNullElse(name, "");
    }

    private boolean hasBegun() {
      return !arguments.isEmpty();
    }

    private boolean isNamed(@Nullable String other) {
      return name == null || other == null || name.equals(other);
    }

    private boolean isFollowedBy(Piece piece) {
      return end.isReached() && piece.beginsArguments();
    }

    private boolean mayBe(Piece piece) {
      return !end.isReached()
          && (id == null || piece.id == null)
          && (index == null || piece.index == null);
    }

    String id() {
      return Objects.requireNonNullElse(id, "");
    }

    String name() {
      return Objects.requireNonNullElse(name, "");
    }

    ToolCall toCall() {
      return new ToolCall(id(), name(), arguments.toString(), false, extras);
    }
  }

  /** Adds a piece. Returns its call; null if it tells nothing new, or not which call is meant. */
  @Nullable Partial add(ToolCallDelta delta) {
    Piece piece = Piece.of(delta);
    if (piece.isNothing()) {
      return null;
    }
    Partial known = piece.id == null ? null : byId.get(piece.id);
    if (known != null
        && known.end.isReached()
        && !isElsewhere(known, piece.index)
        && known.arguments.toString().equals(piece.arguments)) {
      return null;
    }
    Partial call = callOf(piece, known);
    if (call != null) {
      call.add(piece);
      remember(call, piece);
    }
    return call;
  }

  private void remember(Partial call, Piece piece) {
    if (piece.id != null) {
      byId.put(piece.id, call);
    }
    if (piece.index != null) {
      byIndex.put(piece.index, call);
    }
  }

  private @Nullable Partial callOf(Piece piece, @Nullable Partial known) {
    Partial at = piece.index == null ? null : byIndex.get(piece.index);
    if (known != null) {
      boolean another =
          piece.name != null
              && (isElsewhere(known, piece.index)
                  || !known.isNamed(piece.name)
                  || known.isFollowedBy(piece));
      return another ? newCall() : known;
    }
    if (at != null) {
      return isAnother(piece, at) ? newCall() : at;
    }
    if (piece.name != null) {
      return goesOn(piece) ? calls.get(calls.size() - 1) : newCall();
    }
    Partial open = onlyOpenOne(piece);
    return open != null || (piece.id == null && piece.index == null) ? open : newCall();
  }

  private static boolean isElsewhere(Partial call, @Nullable Integer index) {
    return index != null && call.index != null && !index.equals(call.index);
  }

  /** Tells whether a piece is not of the last call at its index, whose id it does not bear. */
  private static boolean isAnother(Piece piece, Partial at) {
    if (piece.id == null || at.id == null) {
      return piece.name != null
          && at.name != null
          && (!at.isNamed(piece.name) || at.isFollowedBy(piece));
    }
    if (piece.name == null) {
      return at.isFollowedBy(piece);
    }
    boolean isRepeated = at.hasBegun() && !at.end.isReached() && at.isNamed(piece.name);
    return piece.beginsArguments() || (piece.arguments.isBlank() && !isRepeated);
  }

  /** Tells whether a piece with nothing but a name repeats it, and goes on with the arguments. */
  private boolean goesOn(Piece piece) {
    if (piece.id != null || piece.index != null || calls.isEmpty()) {
      return false;
    }
    Partial last = calls.get(calls.size() - 1);
    return last.index == null
        && last.isNamed(piece.name)
        && last.hasBegun()
        && !last.end.isReached()
        && !piece.beginsArguments();
  }

  private @Nullable Partial onlyOpenOne(Piece piece) {
    Partial only = null;
    for (Partial call : calls) {
      if (call.mayBe(piece)) {
        if (only != null) {
          return null;
        }
        only = call;
      }
    }
    return only;
  }

  private Partial newCall() {
    Partial call = new Partial(calls.size());
    calls.add(call);
    return call;
  }

  /** Returns the calls in the order in which they began. */
  List<Partial> begun() {
    return Collections.unmodifiableList(calls);
  }

  /** Returns the calls: in the order of their indexes if each has one, else as they began. */
  List<Partial> calls() {
    List<Partial> ordered = new ArrayList<>(calls);
    if (calls.stream().allMatch(call -> call.index != null)) {
      ordered.sort(Comparator.comparing(call -> Objects.requireNonNull(call.index)));
    }
    return ordered;
  }
}
