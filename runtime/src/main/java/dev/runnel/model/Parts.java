package dev.runnel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads lists of parts. */
final class Parts {
  private Parts() {}

  /** Returns the text as the only part; no part if it is empty. */
  static List<MessagePart> ofText(String text) {
    return text.isEmpty() ? List.of() : List.of(new TextPart(text));
  }

  /** Joins the texts. */
  static String text(List<? extends ChunkPart> parts) {
    if (parts.size() == 1) {
      return parts.get(0) instanceof TextPart only ? only.text() : "";
    }
    return joined(parts, TextPart.class, TextPart::text);
  }

  /** Joins the reasoning. */
  static String reasoning(List<? extends ChunkPart> parts) {
    return joined(parts, Reasoning.class, Reasoning::text);
  }

  /** Joins the refusals. */
  static String refusal(List<? extends ChunkPart> parts) {
    return joined(parts, Refusal.class, Refusal::text);
  }

  private static <P extends ChunkPart> String joined(
      List<? extends ChunkPart> parts, Class<P> kind, Function<P, String> text) {
    StringBuilder joined = new StringBuilder();
    for (ChunkPart part : parts) {
      if (kind.isInstance(part)) {
        joined.append(text.apply(kind.cast(part)));
      }
    }
    return joined.toString();
  }

  /** Returns those parts that are of a kind. */
  static <P extends ChunkPart> List<P> of(List<? extends ChunkPart> parts, Class<P> kind) {
    List<P> found = new ArrayList<>();
    for (ChunkPart part : parts) {
      if (kind.isInstance(part)) {
        found.add(kind.cast(part));
      }
    }
    return List.copyOf(found);
  }

  /** Copies parts, and leaves out those that say nothing. */
  static <P extends ChunkPart> List<P> withoutEmpty(List<? extends P> parts) {
    if (parts.size() == 1 && !isNothing(parts.get(0))) {
      return List.of(parts.get(0));
    }
    List<P> left = new ArrayList<>(parts.size());
    for (P part : parts) {
      if (!isNothing(part)) {
        left.add(part);
      }
    }
    return List.copyOf(left);
  }

  private static boolean isNothing(ChunkPart part) {
    Objects.requireNonNull(part, "A part of a message is null.");
    if (part instanceof TextPart text) {
      return text.text().isEmpty() && text.citations().isEmpty() && text.extras().isEmpty();
    }
    if (part instanceof Reasoning reasoning) {
      return reasoning.text().isEmpty() && reasoning.isPlain();
    }
    return part instanceof Refusal refusal
        && refusal.text().isEmpty()
        && refusal.extras().isEmpty();
  }
}
