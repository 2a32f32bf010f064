package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.TemplatePart;
import dev.runnel.processor.types.Nullness;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.type.TypeMirror;

/** Reads the templates of a prompt, and checks that placeholders and parameters agree. */
final class PromptReader {
  private final TypeSystem types;
  private final Properties properties;
  private final Member member;
  private final FoundAnnotation annotation;
  private final List<DeclaredParameter> parameters;
  private final Report report = new Report();
  private final Set<String> used = new TreeSet<>();

  PromptReader(
      ChainClassContext context,
      Member member,
      FoundAnnotation annotation,
      List<DeclaredParameter> parameters) {
    this.types = context.types();
    this.properties = new Properties(context);
    this.member = member;
    this.annotation = annotation;
    this.parameters = parameters.stream().filter(DeclaredParameter::isData).toList();
  }

  /** Checks that placeholders can be told from each other. */
  Result<DeclaredStep> checkNames(DeclaredStep step) {
    return parameters.isEmpty() || parameters.stream().anyMatch(DeclaredParameter::named)
        ? Result.ok(step)
        : Result.rejected(
            StepProblems.promptWithoutNames(
                Position.of(member.element()),
                member.name(),
                member.declaringClass().getSimpleName().toString()));
  }

  Result<PromptStep> read() {
    List<TemplatePart> system = template("system");
    List<TemplatePart> user = template("value");
    List<TemplatePart> conversation = template("conversation");
    List<String> histories = new ArrayList<>();
    List<String> media = new ArrayList<>();
    if (!report.hasErrors()) {
      for (DeclaredParameter parameter : parameters) {
        if (!used.contains(parameter.name())) {
          beside(parameter, histories, media);
        }
      }
    }
    return report.unlessErrors(
        new PromptStep(Signatures.of(member), system, user, histories, media, conversation));
  }

  /** Reads a parameter that no template names. */
  private void beside(DeclaredParameter parameter, List<String> histories, List<String> media) {
    if (types.isHistory(parameter.type())) {
      histories.add(parameter.name());
    } else if (types.isMedia(parameter.type())) {
      media.add(parameter.name());
    } else {
      report.add(
          StepProblems.unusedPromptParameter(
              parameter.position(), parameter.name(), member.name()));
    }
  }

  private List<TemplatePart> template(String attribute) {
    String template = annotation.text(attribute);
    TemplateParser parser = TemplateParser.parse(template);
    Position position = annotation.position(attribute);
    parser
        .mistake()
        .ifPresent(
            mistake ->
                report.add(
                    StepProblems.badTemplate(
                        position, member.name(), mistake.why(), mistake.fix())));
    List<TemplatePart> parts = new ArrayList<>();
    for (TemplateParser.Piece piece : parser.pieces()) {
      if (piece instanceof TemplateParser.Piece.Text text) {
        parts.add(new TemplatePart.Text(text.text()));
      } else if (piece instanceof TemplateParser.Piece.Path path) {
        String place = TemplateParser.place(template, path.at());
        placeholder(path.path(), place, position).ifPresent(parts::add);
      } else {
        parts.add(new TemplatePart.Schema());
      }
    }
    return parts;
  }

  private Optional<TemplatePart> placeholder(List<String> path, String place, Position position) {
    String name = path.get(0);
    Optional<DeclaredParameter> parameter =
        parameters.stream().filter(each -> each.name().equals(name)).findFirst();
    if (parameter.isEmpty()) {
      report.add(
          StepProblems.unknownPlaceholder(
              position,
              String.join(".", path),
              place,
              member.name(),
              Suggestions.of(
                  name,
                  "The parameters",
                  parameters.stream().map(DeclaredParameter::name).toList())));
      return Optional.empty();
    }
    used.add(name);
    if (mayBeNull(parameter.get())) {
      reportNull("{" + String.join(".", path) + "}", place, position);
    }
    return accessors(path, place, parameter.get().type(), position)
        .map(accessors -> new TemplatePart.Placeholder(path, accessors));
  }

  private Optional<List<String>> accessors(
      List<String> path, String place, TypeMirror start, Position position) {
    List<String> accessors = new ArrayList<>();
    TypeMirror type = start;
    for (String property : path.subList(1, path.size())) {
      Optional<Properties.Property> found = properties.find(type, property);
      if (found.isEmpty()) {
        report.add(
            StepProblems.unknownProperty(
                position,
                String.join(".", path),
                place,
                property,
                Words.simple(type),
                Suggestions.of(
                    property, "The record components and getters", properties.names(type))));
        return Optional.empty();
      }
      if (found.get().nullable()) {
        reportNull("'" + property + "' of {" + String.join(".", path) + "}", place, position);
      }
      accessors.add(found.get().accessor());
      type = found.get().type();
    }
    if (types.isMedia(type)) {
      report.add(
          StepProblems.badTemplate(
              position,
              member.name(),
              "{" + String.join(".", path) + "}, " + place + ", is media, which are no text",
              "Leave it out: a parameter that is Media, or a List<Media>, stands behind the text."));
    }
    return Optional.of(accessors);
  }

  /** Tells whether the author says that a parameter may be null. */
  private boolean mayBeNull(DeclaredParameter parameter) {
    return member.element().getParameters().stream()
        .filter(declared -> declared.getSimpleName().contentEquals(parameter.name()))
        .anyMatch(
            declared -> Nullness.mayBeNull(declared) || Nullness.mayBeNull(declared.asType()));
  }

  private void reportNull(String what, String place, Position position) {
    report.add(
        StepProblems.badTemplate(
            position,
            member.name(),
            what + ", " + place + ", may be null",
            "Read something that gives a text also where there is no value."));
  }
}
