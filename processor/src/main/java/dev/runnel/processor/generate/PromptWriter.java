package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.TemplatePart;
import java.util.ArrayList;
import java.util.List;

/** Writes the methods that fill prompts. */
final class PromptWriter {
  private static final int PIECE = 70;

  private PromptWriter() {}

  static MethodSpec write(PromptStep prompt) {
    if (prompt.system().isEmpty() && prompt.histories().isEmpty()) {
      return Members.overriding(prompt.method())
          .addStatement("return $T.of($L)", Api.CHAT_PROMPT, text(prompt.user()))
          .build();
    }
    CodeBlock.Builder code = CodeBlock.builder().add("return $T.builder()$>$>", Api.CHAT_PROMPT);
    if (!prompt.system().isEmpty()) {
      code.add("\n.system($L)", text(prompt.system()));
    }
    for (String history : prompt.histories()) {
      code.add("\n.messages($N)", history);
    }
    code.add("\n.user($L)", text(prompt.user()));
    code.add("\n.build();$<$<\n");
    return Members.overriding(prompt.method()).addCode(code.build()).build();
  }

  private static CodeBlock text(List<TemplatePart> parts) {
    List<CodeBlock> pieces = new ArrayList<>();
    for (TemplatePart part : parts) {
      if (part instanceof TemplatePart.Text text) {
        pieces.addAll(lines(text.text()));
      } else if (part instanceof TemplatePart.Placeholder place) {
        pieces.add(value(place));
      }
    }
    if (pieces.isEmpty()) {
      return CodeBlock.of("$S", "");
    }
    return CodeBlock.join(pieces, "$W+ ");
  }

  /** Writes the text of a value; what is null on the way to it is an error that names the place. */
  private static CodeBlock value(TemplatePart.Placeholder place) {
    List<String> path = place.path();
    CodeBlock value = CodeBlock.of("$N", path.get(0));
    for (int i = 0; i < place.accessors().size(); i++) {
      CodeBlock read = i == 0 ? value : call("given", path.subList(0, i + 1), value);
      value = CodeBlock.of("$L.$L", read, place.accessors().get(i));
    }
    return call("of", path, value);
  }

  private static CodeBlock call(String method, List<String> path, CodeBlock value) {
    String name = literal(String.join(".", path));
    return CodeBlock.of("$T.$L($L, $L)", Api.PROMPT_TEXT, method, name, value);
  }

  /** Splits long text after a line's end or, where the lines are long, between words. */
  private static List<CodeBlock> lines(String text) {
    List<CodeBlock> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = endOfPiece(text, start);
      lines.add(CodeBlock.of("$L", literal(text.substring(start, end))));
      start = end;
    }
    return lines;
  }

  private static int endOfPiece(String text, int start) {
    if (text.length() - start <= PIECE) {
      return text.length();
    }
    int lineEnd = text.lastIndexOf('\n', start + PIECE - 1);
    int space = text.lastIndexOf(' ', start + PIECE - 1);
    int end = lineEnd >= start ? lineEnd : space;
    return end >= start ? end + 1 : start + PIECE;
  }

  /** Writes a string literal on one line, whatever it holds. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> literal.append("\\\"");
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            literal.append(String.format("\\u%04x", (int) c));
          } else {
            literal.append(c);
          }
        }
      }
    }
    return literal.append('"').toString();
  }
}
