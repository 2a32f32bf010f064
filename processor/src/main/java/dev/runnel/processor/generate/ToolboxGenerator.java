package dev.runnel.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.processor.model.ToolAccessors;
import dev.runnel.processor.model.ToolMethod;
import dev.runnel.processor.model.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Generates the class that offers the methods of another one as tools. */
public final class ToolboxGenerator {
  private final Toolbox model;
  private final String instance;
  private final List<ToolWriter> tools = new ArrayList<>();

  private ToolboxGenerator(Toolbox model) {
    this.model = model;
    Names fields = Names.of(List.of());
    this.instance = fields.fresh(decapitalized(model.className().simpleName()));
    List<String> accessors =
        ToolAccessors.of(model.tools().stream().map(ToolMethod::method).toList());
    Names constants = Names.of(List.of());
    Names records = Names.ofClasses(List.of(model.generatedName()));
    for (int i = 0; i < accessors.size(); i++) {
      ToolMethod tool = model.tools().get(i);
      tools.add(ToolWriter.of(tool, model, instance, accessors.get(i), fields, constants, records));
    }
  }

  private static String decapitalized(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * Generates a class.
   *
   * @param model the tools and their class
   * @param surroundings what is there beside the class
   * @param origin the class's element, for incremental compilers; null for none
   * @return the file, not yet written
   */
  public static GeneratedSource generate(
      Toolbox model, Surroundings surroundings, @Nullable Element origin) {
    return new ToolboxGenerator(model).generate(surroundings, origin);
  }

  private GeneratedSource generate(Surroundings surroundings, @Nullable Element origin) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(model.generatedName())
            .addJavadoc(
                "Offers the methods of {@link $T} to a model, as tools.\n", model.className())
            .addModifiers(Members.modifiers(model.visibility()))
            .addModifiers(Modifier.FINAL)
            .addAnnotation(Api.RUNNEL_GENERATED)
            .alwaysQualify(surroundings.types().toArray(String[]::new));
    for (AnnotationSpec annotation : model.annotations()) {
      type.addAnnotation(annotation);
    }
    tools.forEach(tool -> tool.constants().forEach(type::addField));
    tools.forEach(tool -> tool.field().ifPresent(type::addField));
    type.addMethod(constructor()).addMethod(all());
    tools.forEach(tool -> type.addMethod(tool.accessor()));
    tools.forEach(tool -> type.addType(tool.argumentsRecord()));
    String packageName = model.className().packageName();
    return new GeneratedSource(
        JavaFile.builder(packageName, type.build()).skipJavaLangImports(true).build(), origin);
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(Members.modifiers(model.visibility()))
            .addJavadoc("Offers the tools.\n");
    if (model.needsInstance()) {
      constructor
          .addJavadoc("\n@param $L has the methods\n", instance)
          .addParameter(model.type(), instance)
          .addStatement("$T.requireNonNull($L, $S)", Objects.class, instance, instance);
    }
    tools.forEach(tool -> tool.assignment().ifPresent(constructor::addCode));
    return constructor.build();
  }

  private MethodSpec all() {
    TypeName any = WildcardTypeName.subtypeOf(ClassName.OBJECT);
    TypeName tool = ParameterizedTypeName.get(Api.TOOL, any, any, any);
    List<CodeBlock> calls =
        tools.stream().map(each -> CodeBlock.of("$L()", each.accessor().name())).toList();
    return MethodSpec.methodBuilder("tools")
        .addModifiers(Members.modifiers(model.visibility()))
        .addJavadoc(
            """
            Returns all tools, in the order of their methods.

            @return the tools
            """)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), tool))
        .addStatement("return $T.of($L)", List.class, CodeBlock.join(calls, ",$W"))
        .build();
  }
}
