package dev.runnel.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the pieces of one part of an answer. Not thread-safe. */
abstract sealed class PartSum {
  /** Starts with the first piece of a part, or a whole one. */
  static PartSum of(MessagePart piece) {
    PartSum sum =
        piece instanceof TextPart
            ? new OfText()
            : piece instanceof Reasoning
                ? new OfReasoning()
                : piece instanceof Refusal ? new OfRefusal() : new Whole(piece);
    sum.join(piece);
    return sum;
  }

  /** Adds a piece. Returns whether it belongs to this part. */
  abstract boolean join(MessagePart piece);

  /** Says that the part has ended. */
  abstract void end();

  abstract MessagePart sum();

  /** A part whose pieces are text. */
  abstract static sealed class Joined extends PartSum {
    final StringBuilder text = new StringBuilder();
    Extras extras = Extras.NONE;
    boolean ended;

    boolean append(String piece, Extras more) {
      text.append(piece);
      extras = extras.merge(more);
      return true;
    }

    @Override
    void end() {
      ended = true;
    }
  }

  static final class OfText extends Joined {
    private final List<Citation> citations = new ArrayList<>();

    @Override
    boolean join(MessagePart piece) {
      if (ended || !(piece instanceof TextPart bit)) {
        return false;
      }
      if (!bit.citations().isEmpty()) { // to add none would copy nothing, for each chunk
        citations.addAll(bit.citations());
      }
      return append(bit.text(), bit.extras());
    }

    @Override
    TextPart sum() {
      return new TextPart(text.toString(), citations, extras);
    }
  }

  static final class OfRefusal extends Joined {
    @Override
    boolean join(MessagePart piece) {
      return !ended && piece instanceof Refusal bit && append(bit.text(), bit.extras());
    }

    @Override
    Refusal sum() {
      return new Refusal(text.toString(), extras);
    }
  }

  static final class OfReasoning extends Joined {
    private @Nullable Reasoning first;
    private @Nullable String signature;
    private @Nullable String id;
    private @Nullable String provider;

    @Override
    boolean join(MessagePart piece) {
      if (!(piece instanceof Reasoning bit) || (first != null && isOther(bit))) {
        return false;
      }
      return add(bit);
    }

    /** Reasoning ends with its signature. */
    private boolean isOther(Reasoning bit) {
      return ended
          || signature != null
          || bit.redacted()
          || (id != null && bit.id() != null && !id.equals(bit.id()));
    }

    /** Adds what comes later, when the part is no longer the last one. */
    boolean sign(Reasoning bit) {
      return !isOther(bit) && add(bit);
    }

    private boolean add(Reasoning bit) {
      first = first == null ? bit : first;
      signature = bit.signature() == null ? signature : bit.signature();
      id = bit.id() == null ? id : bit.id();
      provider = bit.provider() == null ? provider : bit.provider();
      return append(bit.text(), bit.extras());
    }

    @Override
    Reasoning sum() {
      boolean redacted = first != null && first.redacted();
      return new Reasoning(text.toString(), signature, redacted, id, provider, extras);
    }
  }

  static final class OfCall extends PartSum {
    private final ToolCallSum.Partial call;
    private final int number;

    OfCall(ToolCallSum.Partial call, int number) {
      this.call = call;
      this.number = number;
    }

    ToolCallSum.Partial call() {
      return call;
    }

    /** Tells as the how many-eth call, from 0, it began. */
    int number() {
      return number;
    }

    @Override
    boolean join(MessagePart piece) {
      return false;
    }

    @Override
    void end() {}

    @Override
    ToolCall sum() {
      return call.toCall();
    }
  }

  /** A part that is not cut in pieces. */
  static final class Whole extends PartSum {
    private final MessagePart part;

    Whole(MessagePart part) {
      this.part = part;
    }

    @Override
    boolean join(MessagePart piece) {
      return false;
    }

    @Override
    void end() {}

    @Override
    MessagePart sum() {
      return part;
    }
  }
}
