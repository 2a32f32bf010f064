package dev.runnel.languageserver.index;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Index.Annotation;
import dev.runnel.languageserver.index.Index.Method;
import dev.runnel.languageserver.index.Index.Parameter;
import dev.runnel.languageserver.index.Index.Text;
import dev.runnel.languageserver.index.Occurrence.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads the compiler's trees of a file. */
public final class IndexBuilder extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Trees trees;
  private final SourcePositions positions;
  private final Symbols symbols;
  private final CompilationUnitTree unit;
  private final String text;
  private final boolean withBodies;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<Index.Type> types = new ArrayList<>();
  private final List<Method> methods = new ArrayList<>();
  private final List<Declared> declared = new ArrayList<>();

  private IndexBuilder(
      Trees trees, Symbols symbols, CompilationUnitTree unit, String text, boolean withBodies) {
    this.trees = trees;
    this.positions = trees.getSourcePositions();
    this.symbols = symbols;
    this.unit = unit;
    this.text = text;
    this.withBodies = withBodies;
  }

  /**
   * Reads a file.
   *
   * @param trees the compiler's trees
   * @param elements its elements
   * @param ofCompiler its types
   * @param unit the file
   * @param text the file's text
   * @param facts what the processor says of all classes
   * @param withBodies whether the compiler knows what the names in bodies mean
   */
  public static Index build(
      Trees trees,
      Elements elements,
      Types ofCompiler,
      CompilationUnitTree unit,
      String text,
      Facts facts,
      boolean withBodies) {
    IndexBuilder builder =
        new IndexBuilder(
            trees, new Symbols(elements, ofCompiler, readers(facts)), unit, text, withBodies);
    builder.scan(unit, null);
    return new Index(builder.occurrences, builder.types, builder.methods, builder.declared);
  }

  private static Set<Symbols.Reader> readers(Facts facts) {
    Set<Symbols.Reader> readers = new HashSet<>();
    for (Facts.ChainClass type : facts.classes()) {
      for (Facts.Chain chain : type.chains()) {
        for (Facts.Step step : chain.steps()) {
          for (Facts.Read read : step.reads()) {
            if (read.source() >= 0
                && chain.steps().get(read.source()).name().equals(read.parameter())) {
              String source = chain.steps().get(read.source()).in();
              readers.add(new Symbols.Reader(step.in(), step.name(), read.parameter(), source));
            }
          }
        }
      }
    }
    return readers;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
    String name = tree.getSimpleName().toString();
    if (trees.getElement(getCurrentPath()) instanceof TypeElement type && !name.isEmpty()) {
      Span whole = span(tree);
      Span modifiers = span(tree.getModifiers());
      int from = modifiers.exists() ? modifiers.end() : whole.start();
      types.add(
          new Index.Type(
              type.getQualifiedName().toString(),
              tree.getKind() == Tree.Kind.INTERFACE,
              whole,
              Tokens.find(text, name, from, whole.end()),
              modifiers));
      declared.addAll(symbols.declared(type));
    }
    return super.visitClass(tree, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void none) {
    boolean isMethod = tree.getReturnType() != null && span(tree.getReturnType()).exists();
    if (isMethod && trees.getElement(getCurrentPath()) instanceof ExecutableElement method) {
      add(tree, method);
    }
    scan(tree.getModifiers(), null);
    scan(tree.getReturnType(), null);
    scan(tree.getParameters(), null);
    return withBodies ? scan(tree.getBody(), null) : null;
  }

  private void add(MethodTree tree, ExecutableElement method) {
    String name = tree.getName().toString();
    Span returns = span(tree.getReturnType());
    Span whole = span(tree);
    Span nameSpan = Tokens.find(text, name, returns.end(), whole.end());
    String symbol = symbols.of(method);
    add(symbol, name, Role.DECLARATION, nameSpan);
    List<Annotation> annotations = annotations(tree.getModifiers());
    annotations.stream()
        .filter(annotation -> annotation.name().equals("Prompt"))
        .flatMap(prompt -> prompt.texts().stream())
        .forEach(template -> addPlaceholders(template, method));
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < tree.getParameters().size(); i++) {
      VariableTree parameter = tree.getParameters().get(i);
      parameters.add(
          new Parameter(
              parameter.getName().toString(),
              span(parameter.getType()),
              nameOf(parameter),
              annotations(parameter.getModifiers())));
    }
    methods.add(
        new Method(
            String.valueOf(method.getEnclosingElement()),
            name,
            symbol,
            whole,
            nameSpan,
            span(tree.getModifiers()),
            returns,
            arguments(tree.getReturnType()),
            parameters,
            annotations));
  }

  private List<Span> arguments(Tree type) {
    return type instanceof ParameterizedTypeTree generic
        ? generic.getTypeArguments().stream().map(this::span).toList()
        : List.of();
  }

  private List<Annotation> annotations(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream().map(this::annotation).toList();
  }

  private Annotation annotation(AnnotationTree tree) {
    String type = tree.getAnnotationType().toString();
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return new Annotation(simple, span(tree), new AnnotationTexts(positions, unit, text).of(tree));
  }

  private void addPlaceholders(Text template, ExecutableElement method) {
    for (Placeholders.Placeholder each : Placeholders.in(text, template.content())) {
      method.getParameters().stream()
          .filter(parameter -> parameter.getSimpleName().contentEquals(each.first()))
          .findFirst()
          .ifPresent(
              parameter -> {
                int start = each.span().start();
                Span name = new Span(start, start + each.first().length());
                add(symbols.of(method, parameter), each.first(), Role.PLACEHOLDER, name);
              });
    }
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void none) {
    Annotation annotation = annotation(tree);
    Optional<TypeElement> type = enclosing();
    if (type.isPresent()) {
      for (Text each : annotation.texts()) {
        if (names(annotation.name(), each.attribute())) {
          symbols
              .named(type.get(), each.value())
              .ifPresent(symbol -> add(symbol, each.value(), Role.STRING, each.content()));
        }
      }
    }
    return super.visitAnnotation(tree, null);
  }

  private static boolean names(String annotation, String attribute) {
    return switch (annotation) {
      case "Chain" -> attribute.equals("value") || attribute.equals("collect");
      case "From", "Fallback", "Remember" -> attribute.equals("value");
      case "Agent" -> attribute.equals("tools");
      default -> false;
    };
  }

  private Optional<TypeElement> enclosing() {
    for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof ClassTree
          && trees.getElement(at) instanceof TypeElement element) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void none) {
    if (trees.getElement(getCurrentPath()) instanceof VariableElement variable
        && variable.getKind() == ElementKind.PARAMETER
        && variable.getEnclosingElement() instanceof ExecutableElement method) {
      Role role = symbols.step(method, variable).isPresent() ? Role.READER : Role.DECLARATION;
      add(symbols.of(method, variable), tree.getName().toString(), role, nameOf(tree));
    }
    return super.visitVariable(tree, null);
  }

  private Span nameOf(VariableTree tree) {
    Span whole = span(tree);
    Span type = span(tree.getType());
    int from = type.exists() && type.end() < whole.end() ? type.end() : whole.start();
    return whole.exists()
        ? Tokens.find(text, tree.getName().toString(), from, whole.end())
        : Span.NONE;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
    use(tree, tree.getName().toString());
    return super.visitIdentifier(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
    use(tree, tree.getIdentifier().toString());
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void none) {
    use(tree, tree.getName().toString());
    return super.visitMemberReference(tree, null);
  }

  private void use(Tree tree, String name) {
    if (!withBodies) {
      return;
    }
    Element element = trees.getElement(getCurrentPath());
    Span whole = span(tree);
    Span span = new Span(whole.end() - name.length(), whole.end());
    if (element instanceof ExecutableElement method && method.getKind() == ElementKind.METHOD) {
      add(symbols.of(method), name, Role.USE, span);
    } else if (element instanceof VariableElement variable
        && variable.getKind() == ElementKind.PARAMETER
        && variable.getEnclosingElement() instanceof ExecutableElement method) {
      add(symbols.of(method, variable), name, Role.USE, span);
    }
  }

  private void add(String symbol, String name, Role role, Span span) {
    boolean isThere =
        span.exists() && span.end() <= text.length() && text.startsWith(name, span.start());
    if (isThere) {
      occurrences.add(new Occurrence(symbol, name, role, span));
    }
  }

  private Span span(@Nullable Tree tree) {
    if (tree == null) {
      return Span.NONE;
    }
    long start = positions.getStartPosition(unit, tree);
    long end = positions.getEndPosition(unit, tree);
    return start < 0 || end < start ? Span.NONE : new Span((int) start, (int) end);
  }
}
