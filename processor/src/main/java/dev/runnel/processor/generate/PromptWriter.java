package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.TemplatePart;
import java.util.ArrayList;
import java.util.List;

/** Writes the methods that fill prompts. */
final class PromptWriter {
  private static final int PIECE = 70;

  private final PromptStep prompt;
  private final MethodSignature method;
  private final CodeBlock schema;

  private PromptWriter(PromptStep prompt, Names file, CodeBlock schema) {
    this.prompt = prompt;
    this.schema = schema;
    this.method = Members.renamed(prompt.method(), file);
  }

  /**
   * Writes the method of a prompt.
   *
   * @param prompt the prompt
   * @param file the names of types, which no parameter may hide
   * @param schema the schema of what the model answers with that reads the prompt
   */
  static MethodSpec write(PromptStep prompt, Names file, CodeBlock schema) {
    return new PromptWriter(prompt, file, schema).write();
  }

  private MethodSpec write() {
    if (isOneText()) {
      return Members.overriding(method)
          .addStatement("return $T.of($L)", Api.CHAT_PROMPT, text(prompt.user()))
          .build();
    }
    CodeBlock.Builder code = CodeBlock.builder().add("return $T.builder()$>$>", Api.CHAT_PROMPT);
    if (!prompt.system().isEmpty()) {
      code.add("\n.system($L)", text(prompt.system()));
    }
    for (String history : prompt.histories()) {
      code.add("\n.messages($N)", parameter(history));
    }
    code.add("\n.user($L)", text(prompt.user()));
    for (String media : prompt.media()) {
      code.add("\n.media($N)", parameter(media));
    }
    if (!prompt.conversation().isEmpty()) {
      code.add("\n.conversation($L)", text(prompt.conversation()));
    }
    code.add("\n.build();$<$<\n");
    return Members.overriding(method).addCode(code.build()).build();
  }

  private boolean isOneText() {
    return prompt.system().isEmpty()
        && prompt.histories().isEmpty()
        && prompt.media().isEmpty()
        && prompt.conversation().isEmpty();
  }

  /** Returns what a parameter of the author's is called here. */
  private String parameter(String name) {
    List<MethodParameter> declared = prompt.method().parameters();
    for (int i = 0; i < declared.size(); i++) {
      if (declared.get(i).name().equals(name)) {
        return method.parameters().get(i).name();
      }
    }
    throw new IllegalStateException(method.name() + " has no parameter " + name + ".");
  }

  private CodeBlock text(List<TemplatePart> parts) {
    List<CodeBlock> pieces = new ArrayList<>();
    for (TemplatePart part : parts) {
      if (part instanceof TemplatePart.Text text) {
        pieces.addAll(lines(text.text()));
      } else if (part instanceof TemplatePart.Placeholder place) {
        pieces.add(value(place));
      } else {
        pieces.add(schema);
      }
    }
    if (pieces.isEmpty()) {
      return CodeBlock.of("$L", SourceText.literal(""));
    }
    return CodeBlock.join(pieces, "$W+ ");
  }

  /** Writes the text of a value; what is null on the way to it is an error that names the place. */
  private CodeBlock value(TemplatePart.Placeholder place) {
    List<String> path = place.path();
    CodeBlock value = CodeBlock.of("$N", parameter(path.get(0)));
    for (int i = 0; i < place.accessors().size(); i++) {
      CodeBlock read = i == 0 ? value : call("given", path.subList(0, i + 1), value);
      value = CodeBlock.of("$L.$L", read, place.accessors().get(i));
    }
    return call("of", path, value);
  }

  private static CodeBlock call(String method, List<String> path, CodeBlock value) {
    String name = SourceText.literal(String.join(".", path));
    return CodeBlock.of("$T.$L($L, $L)", Api.PROMPT_TEXT, method, name, value);
  }

  /** Splits long text after a line's end or, where the lines are long, between words. */
  private static List<CodeBlock> lines(String text) {
    List<CodeBlock> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = endOfPiece(text, start);
      lines.add(CodeBlock.of("$L", SourceText.literal(text.substring(start, end))));
      start = end;
    }
    return lines;
  }

  private static int endOfPiece(String text, int start) {
    int limit = limitOfPiece(text, start);
    if (limit == text.length()) {
      return limit;
    }
    int lineEnd = text.lastIndexOf('\n', limit - 1);
    int space = text.lastIndexOf(' ', limit - 1);
    int end = lineEnd >= start ? lineEnd : space;
    return end >= start ? end + 1 : limit;
  }

  /** Finds the end of what a line can hold, but not between the two halves of a character. */
  private static int limitOfPiece(String text, int start) {
    int at = start;
    int width = 0;
    while (at < text.length()) {
      int end = text.offsetByCodePoints(at, 1);
      width += text.charAt(at) < 0x7f ? 1 : SourceText.literal(text.substring(at, end)).length();
      if (width > PIECE) {
        return at;
      }
      at = end;
    }
    return at;
  }
}
