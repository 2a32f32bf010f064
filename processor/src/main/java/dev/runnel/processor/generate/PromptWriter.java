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
    if (prompt.system().isEmpty() && prompt.histories().isEmpty() && prompt.media().isEmpty()) {
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
    for (String media : prompt.media()) {
      code.add("\n.media($N)", media);
    }
    code.add("\n.build();$<$<\n");
    return Members.overriding(prompt.method()).addCode(code.build()).build();
  }

  private static CodeBlock text(List<TemplatePart> parts) {
    List<CodeBlock> pieces = new ArrayList<>();
    for (TemplatePart part : parts) {
      if (part instanceof TemplatePart.Text text) {
        pieces.addAll(lines(text.text()));
      } else if (part instanceof TemplatePart.Placeholder place) {
        StringBuilder value = new StringBuilder(place.parameter());
        place.accessors().forEach(accessor -> value.append('.').append(accessor));
        pieces.add(CodeBlock.of("$T.of($L)", Api.PROMPT_TEXT, value));
      }
    }
    if (pieces.isEmpty()) {
      return CodeBlock.of("$S", "");
    }
    return CodeBlock.join(pieces, "$W+ ");
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
