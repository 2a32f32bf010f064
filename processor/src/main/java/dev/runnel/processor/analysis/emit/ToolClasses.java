package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.annotations.Tool;
import dev.runnel.processor.analysis.read.AgentTools;
import dev.runnel.processor.analysis.read.DeclaredTool;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.PrivateTypes;
import dev.runnel.processor.analysis.read.ToolMethodReader;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.ToolProblems;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.ToolMethod;
import dev.runnel.processor.model.ToolMethod.Argument;
import dev.runnel.processor.model.Toolbox;
import dev.runnel.processor.schema.Schema;
import dev.runnel.processor.schema.Schemas;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.WritableAnnotations;
import dev.runnel.processor.types.WritableTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Says what to generate for a class with methods that are annotated with {@code @Tool}. */
public final class ToolClasses {
  /** What a model calls the input of a chain. */
  private static final String INPUT = "input";

  private final Elements elements;
  private final TypeSystem types;
  private final Schemas schemas;
  private final GeneratedAnnotations annotations;

  /**
   * Builds upon the compiler's types.
   *
   * @param elements the compiler's elements
   * @param types the compiler's types
   * @param annotations what to put on generated classes
   */
  public ToolClasses(Elements elements, Types types, GeneratedAnnotations annotations) {
    this.elements = elements;
    this.types = new TypeSystem(elements, types);
    this.schemas = new Schemas(elements, types);
    this.annotations = annotations;
  }

  /**
   * Analyses a class.
   *
   * @param type the class
   * @return what to generate, and what is wrong
   */
  public Analyzed<Toolbox> of(TypeElement type) {
    Report report = new Report();
    String className = type.getSimpleName().toString();
    if (types.find(TypeNames.TOOL) == null) {
      report.add(ToolProblems.missingToolRuntime(Position.of(type), className));
      return new Analyzed<>(Optional.empty(), report);
    }
    Optional<Element> hidden = PrivateTypes.around(type);
    if (hidden.isPresent()) {
      String name = hidden.get().getSimpleName().toString();
      report.add(ClassProblems.privateType(Position.of(type), "The toolbox of " + className, name));
      return new Analyzed<>(Optional.empty(), report);
    }
    List<ToolMethod> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      Report ofTool = new Report();
      new ToolMethodReader(types)
          .read(method, ofTool)
          .ifPresent(
              tool -> {
                if (!names.add(tool.name())) {
                  ofTool.add(ToolProblems.sameToolName(tool.namedAt(), className, tool.name()));
                }
                tools.add(model(tool, ofTool));
              });
      report.addAll(ofTool);
    }
    ClassName name = ClassName.get(type);
    return new Analyzed<>(
        Optional.of(
            new Toolbox(
                name,
                type.getTypeParameters().isEmpty() ? name : any(type),
                String.join("_", name.simpleNames()) + AgentTools.SUFFIX,
                ClassModels.visibility(type),
                annotations(type),
                tools)),
        report);
  }

  private List<AnnotationSpec> annotations(TypeElement type) {
    List<Member> tools =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .map(method -> new Member(method, (ExecutableType) method.asType(), List.of()))
            .filter(method -> method.isAnnotated(Tool.class))
            .toList();
    List<AnnotationSpec> all = new ArrayList<>();
    Suppressions.of(type, tools).ifPresent(all::add);
    all.addAll(annotations.marks(type));
    return all;
  }

  /** Any arguments will do: no tool speaks of the class's parameters. */
  private static TypeName any(TypeElement type) {
    return ParameterizedTypeName.get(
        ClassName.get(type),
        type.getTypeParameters().stream()
            .map(each -> WildcardTypeName.subtypeOf(ClassName.OBJECT))
            .toArray(TypeName[]::new));
  }

  private ToolMethod model(DeclaredTool tool, Report report) {
    ExecutableElement method = tool.method();
    String name = method.getSimpleName().toString();
    String description =
        tool.description().isEmpty() ? schemas.description(method) : tool.description();
    if (description.isEmpty()) {
      report.add(ToolProblems.undescribedTool(Position.of(method), name));
    }
    String json =
        report.hasErrors() ? "" : schema(tool).reportTo(report).map(Schema::json).orElse("");
    return new ToolMethod(
        name,
        method.getModifiers().contains(Modifier.STATIC),
        tool.name(),
        description,
        json,
        arguments(tool),
        tool.form(),
        seen(tool.chunk(), method),
        seen(tool.output(), method),
        tool.whole(),
        tool.settings(),
        report.firstError().orElse(null));
  }

  private Result<Schema> schema(DeclaredTool tool) {
    TypeMirror input = tool.input();
    return input == null
        ? schemas.ofParameters(
            tool.method(),
            tool.hidden().stream().map(each -> each.getSimpleName().toString()).toList())
        : schemas.ofProperty(INPUT, input, tool.method());
  }

  private List<Argument> arguments(DeclaredTool tool) {
    TypeMirror input = tool.input();
    if (input != null) {
      return List.of(
          new Argument(new MethodParameter(INPUT, seen(input, tool.method()), List.of()), false));
    }
    return tool.method().getParameters().stream()
        .map(each -> argument(each, tool.hidden().contains(each)))
        .toList();
  }

  private static Argument argument(VariableElement parameter, boolean isHidden) {
    List<AnnotationSpec> read =
        parameter.getAnnotationMirrors().stream()
            .filter(ToolClasses::isReadByJackson)
            .map(WritableAnnotations::of)
            .toList();
    return new Argument(
        new MethodParameter(
            parameter.getSimpleName().toString(), seen(parameter.asType(), parameter), read),
        isHidden);
  }

  /** Writes a type down, as far as the generated class can see it: what it cannot is any object. */
  private static TypeName seen(TypeMirror type, Element of) {
    boolean isHidden =
        PrivateTypes.problem(type, Position.of(of), "").isPresent() || hasVariable(type);
    return isHidden ? ClassName.OBJECT : WritableTypes.of(type);
  }

  private static boolean hasVariable(@Nullable TypeMirror type) {
    if (type instanceof ArrayType array) {
      return hasVariable(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return hasVariable(wildcard.getExtendsBound()) || hasVariable(wildcard.getSuperBound());
    }
    return type instanceof TypeVariable
        || (type instanceof DeclaredType declared
            && declared.getTypeArguments().stream().anyMatch(ToolClasses::hasVariable));
  }

  private static boolean isReadByJackson(AnnotationMirror annotation) {
    String name = annotation.getAnnotationType().asElement().toString();
    return name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson.");
  }
}
