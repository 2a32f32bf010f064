package dev.runnel.processor.analysis.bind;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.model.Answer;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.schema.SchemaProperty;
import dev.runnel.processor.schema.Schemas;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Decides what a reader of an answer of one type gets to see: the first rule that fits wins. */
final class AnswerViews {
  private final TypeSystem types;
  private final Schemas schemas;
  private final TypeMirror answer;
  private final DeclaredStep step;
  private final List<SchemaProperty> properties;

  /**
   * Prepares to decide.
   *
   * @param answer the type
   * @param step what answers: a model, or an agent
   */
  AnswerViews(ChainClassContext context, TypeMirror answer, DeclaredStep step) {
    this.step = step;
    this.types = context.types();
    this.schemas = new Schemas(context.elements(), types.ofCompiler());
    this.answer = answer;
    this.properties = properties(answer);
  }

  /** Finds what a reader of chunks gets; empty if it asks for what the answer does not have. */
  Optional<AnswerView> ofChunks(TypeMirror asked) {
    if (isSame(asked, answer)) {
      return Optional.of(AnswerView.of(Answer.View.WHOLE, answer, answer));
    }
    if (types.is(asked, TypeNames.PARTIAL)) {
      TypeMirror partial = types.of(TypeNames.PARTIAL, answer);
      return isSame(asked, partial) && !properties.isEmpty()
          ? Optional.of(AnswerView.of(Answer.View.PARTIALS, partial, answer))
          : Optional.empty();
    }
    if (types.is(asked, TypeNames.STRING)) {
      return Optional.of(AnswerView.of(Answer.View.TEXT, asked, answer));
    }
    if (isSame(asked, step.chunk())) {
      return Optional.of(AnswerView.of(Answer.View.MESSAGES, asked, answer));
    }
    return elements(asked).or(() -> supertype(asked)).or(() -> drafts(asked));
  }

  /** Finds what a reader of the whole gets, where nobody reads chunks. */
  AnswerView ofWhole(TypeMirror asked) {
    if (types.conversion(answer, asked) != Conversion.NONE) {
      if (types.is(asked, TypeNames.STRING) || isWholeOfStep(asked)) {
        return AnswerView.of(Answer.View.MESSAGES, step.chunk(), answer);
      }
      Optional<AnswerView> elements = types.elementOf(asked).flatMap(this::elements);
      if (elements.isPresent()) {
        return elements.get();
      }
    }
    return AnswerView.of(Answer.View.WHOLE, answer, answer);
  }

  private boolean isWholeOfStep(TypeMirror asked) {
    return step.whole() != null && isSame(asked, step.whole());
  }

  private Optional<AnswerView> supertype(TypeMirror asked) {
    return types.conversion(answer, asked) == Conversion.NONE
        ? Optional.of(AnswerView.of(Answer.View.WHOLE, answer, answer))
        : Optional.empty();
  }

  private Optional<AnswerView> elements(TypeMirror asked) {
    Optional<TypeMirror> own = listed(answer).filter(element -> reads(asked, element));
    if (own.isPresent()) {
      return Optional.of(elements(own.get(), answer, ""));
    }
    List<SchemaProperty> lists =
        properties.stream()
            .filter(each -> listed(each.type()).filter(one -> reads(asked, one)).isPresent())
            .toList();
    if (lists.size() != 1) {
      return Optional.empty();
    }
    TypeMirror element = listed(lists.get(0).type()).orElseThrow();
    String name = lists.get(0).json().replace("~", "~0").replace("/", "~1");
    TypeMirror whole = isMadeOfElements(lists.get(0)) ? answer : types.of(TypeNames.LIST, element);
    return Optional.of(elements(element, whole, "/" + name));
  }

  private AnswerView elements(TypeMirror element, TypeMirror whole, String pointer) {
    return new AnswerView(
        Answer.View.ELEMENTS, types.boxed(element), whole, Chunks.ITEMS, element, pointer);
  }

  /** Returns what a list consists of; an array, a set or the like has to be read as a whole. */
  private Optional<TypeMirror> listed(TypeMirror type) {
    return types.is(type, TypeNames.LIST) ? types.elementOf(type) : Optional.empty();
  }

  private boolean reads(TypeMirror asked, TypeMirror element) {
    return types.conversion(element, asked) == Conversion.NONE
        && !types.is(asked, "java.lang.Object");
  }

  /** Tells whether the answer is a record of nothing but the list. */
  private boolean isMadeOfElements(SchemaProperty list) {
    TypeElement element = types.classOf(answer);
    return element != null
        && element.getKind() == ElementKind.RECORD
        && element.getRecordComponents().size() == 1
        && properties.equals(List.of(list));
  }

  private Optional<AnswerView> drafts(TypeMirror asked) {
    List<SchemaProperty> drafted = properties(asked);
    Set<String> known = properties.stream().map(SchemaProperty::json).collect(Collectors.toSet());
    return !drafted.isEmpty()
            && drafted.stream().map(SchemaProperty::json).allMatch(known::contains)
        ? Optional.of(
            new AnswerView(Answer.View.DRAFTS, asked, asked, Chunks.CUMULATIVE, asked, ""))
        : Optional.empty();
  }

  private List<SchemaProperty> properties(TypeMirror type) {
    @Nullable TypeElement element = types.classOf(type);
    boolean isObject =
        element != null
            && (element.getKind() == ElementKind.RECORD || element.getKind() == ElementKind.CLASS)
            && !element.getQualifiedName().toString().startsWith("java.")
            && !types.isA(type, TypeNames.ITERABLE)
            && !types.isA(type, "java.util.Map");
    return isObject ? schemas.properties((DeclaredType) type) : List.of();
  }

  private boolean isSame(TypeMirror one, TypeMirror other) {
    return types.ofCompiler().isSameType(one, other);
  }

  /** Names the answer. */
  String name() {
    return Words.simple(answer);
  }

  /** Says what could be read. */
  String offered() {
    String name = Words.simple(answer);
    String partial = properties.isEmpty() ? "" : ", Partial<" + name + ">";
    String elements =
        Stream.concat(
                listed(answer).stream(),
                properties.stream().flatMap(p -> listed(p.type()).stream()))
            .map(element -> ", " + Words.simple(element))
            .distinct()
            .collect(Collectors.joining());
    return name + partial + elements + ", String or " + Words.simple(step.chunk());
  }
}
