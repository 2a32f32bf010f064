package dev.runnel.processor.analysis;

import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.Properties;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Completions;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Suggests placeholders inside a prompt's template: parameters, and what they have. */
final class PlaceholderCompletions {
  private PlaceholderCompletions() {}

  /**
   * Suggests placeholders.
   *
   * @param context the chain class
   * @param prompt the prompt's method
   * @param text the template up to where the author writes
   * @return whole placeholders, in braces; none if no brace is open
   */
  static List<Completion> of(ChainClassContext context, ExecutableElement prompt, String text) {
    Optional<String> open = open(text);
    if (open.isEmpty()) {
      return List.of();
    }
    int dot = open.get().lastIndexOf('.');
    return dot < 0
        ? parameters(context.types(), prompt, open.get())
        : properties(context, prompt, open.get().substring(0, dot), open.get().substring(dot + 1));
  }

  private static List<Completion> parameters(
      TypeSystem types, ExecutableElement prompt, String start) {
    return prompt.getParameters().stream()
        .filter(parameter -> !types.isA(parameter.asType(), TypeNames.RUN_CONTEXT))
        .filter(parameter -> parameter.getSimpleName().toString().startsWith(start))
        .map(
            parameter ->
                Completions.of("{" + parameter.getSimpleName() + "}", Words.of(parameter.asType())))
        .toList();
  }

  private static List<Completion> properties(
      ChainClassContext context, ExecutableElement prompt, String path, String start) {
    Properties properties = new Properties(context);
    Optional<TypeMirror> type = typeOf(properties, prompt, path);
    List<Completion> found = new ArrayList<>();
    type.ifPresent(
        owner -> {
          for (String name : properties.names(owner)) {
            if (name.startsWith(start)) {
              String words = properties.type(owner, name).map(Words::of).orElse("");
              found.add(Completions.of("{" + path + "." + name + "}", words));
            }
          }
        });
    return found;
  }

  private static Optional<TypeMirror> typeOf(
      Properties properties, ExecutableElement prompt, String path) {
    List<String> names = List.of(path.split("\\.", -1));
    Optional<TypeMirror> type =
        prompt.getParameters().stream()
            .filter(parameter -> parameter.getSimpleName().contentEquals(names.get(0)))
            .findFirst()
            .map(VariableElement::asType);
    for (String name : names.subList(1, names.size())) {
      type = type.flatMap(owner -> properties.type(owner, name));
    }
    return type;
  }

  /** Returns what is written of a placeholder that is not yet closed. */
  private static Optional<String> open(String text) {
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        boolean isBrace = i + 1 < text.length() && text.charAt(i + 1) == '{';
        open = isBrace ? -1 : i;
        i += isBrace ? 1 : 0;
      } else if (text.charAt(i) == '}') {
        open = -1;
      }
    }
    return open < 0 ? Optional.empty() : Optional.of(text.substring(open + 1));
  }
}
