package dev.runnel.tool;

import dev.runnel.Textual;
import dev.runnel.model.Extras;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what tools give for a model. */
final class ToolResults {
  /** Writes properties as they are declared. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private ToolResults() {}

  static ToolMessage write(ToolCall call, Object output, ToolRules rules) {
    List<MessagePart> parts = partsOf(output);
    boolean failed = output instanceof ToolResult result && result.failed();
    Extras extras = output instanceof ToolResult result ? result.extras() : Extras.NONE;
    return message(call, parts, failed, extras, rules);
  }

  static ToolMessage failure(ToolCall call, String text, ToolRules rules) {
    return message(call, textParts(text), true, Extras.NONE, rules);
  }

  private static ToolMessage message(
      ToolCall call, List<MessagePart> parts, boolean failed, Extras extras, ToolRules rules) {
    return new ToolMessage(
        new ToolResult(
            call.id(), call.name(), cut(parts, rules.maxResultCharacters()), failed, extras));
  }

  private static List<MessagePart> partsOf(Object output) {
    if (output instanceof ToolResult result) {
      return result.parts();
    }
    if (output instanceof MessagePart part) {
      return List.of(part);
    }
    if (output instanceof Collection<?> all
        && !all.isEmpty()
        && all.stream().allMatch(MessagePart.class::isInstance)) {
      return all.stream().map(MessagePart.class::cast).toList();
    }
    if (output instanceof Optional<?> optional && optional.isPresent()) {
      return partsOf(optional.get());
    }
    return textParts(text(output));
  }

  private static List<MessagePart> textParts(String text) {
    return text.isEmpty() ? List.of() : List.of(new TextPart(text));
  }

  private static String text(Object output) {
    if (output instanceof Textual textual) {
      return textual.text();
    }
    return output instanceof CharSequence text
        ? text.toString()
        : MAPPER.writeValueAsString(output);
  }

  /** Keeps the first characters of all texts together, and says in the last of them what is cut. */
  private static List<MessagePart> cut(List<MessagePart> parts, int maximum) {
    long all = parts.stream().mapToLong(ToolResults::length).sum();
    if (all <= maximum) {
      return parts;
    }
    List<MessagePart> kept = new ArrayList<>();
    int left = maximum;
    for (MessagePart part : parts) {
      if (!(part instanceof TextPart text)) {
        kept.add(part);
      } else if (left > 0 && text.text().length() > left) {
        String start = text.text().substring(0, boundary(text.text(), left));
        kept.add(new TextPart(start + notice(maximum, all), text.citations(), text.extras()));
        left = 0;
      } else if (left > 0) {
        kept.add(text);
        left -= text.text().length();
      }
    }
    return kept;
  }

  private static String notice(int maximum, long all) {
    return "\n[Cut: the first %s of %s characters are shown.]".formatted(maximum, all);
  }

  /** Returns the longest length that does not part the two halves of a character. */
  private static int boundary(String text, int length) {
    boolean parts =
        length > 0
            && Character.isHighSurrogate(text.charAt(length - 1))
            && Character.isLowSurrogate(text.charAt(length));
    return parts ? length - 1 : length;
  }

  private static int length(MessagePart part) {
    return part instanceof TextPart text ? text.text().length() : 0;
  }
}
