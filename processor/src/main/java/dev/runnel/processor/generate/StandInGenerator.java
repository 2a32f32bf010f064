package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.StandIn;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Generates what stands in for the class of a chain class that cannot be implemented. */
public final class StandInGenerator {
  private final StandIn model;

  private StandInGenerator(StandIn model) {
    this.model = model;
  }

  /**
   * Generates a class.
   *
   * @param model what it has
   * @param surroundings what is there beside it
   * @param origin the chain class's element, for incremental compilers; null for none
   * @return the file, not yet written
   */
  public static GeneratedSource generate(
      StandIn model, Surroundings surroundings, @Nullable Element origin) {
    return new StandInGenerator(model).generate(surroundings, origin);
  }

  private GeneratedSource generate(Surroundings surroundings, @Nullable Element origin) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(model.generatedName())
            .addJavadoc(
                "Stands in for the chains of {@code $L}, which are wrong.\n",
                model.className().simpleName())
            .addModifiers(Members.modifiers(model.visibility()))
            .addAnnotation(Api.RUNNEL_GENERATED)
            .addTypeVariables(model.typeVariables())
            .alwaysQualify(surroundings.qualified());
    if (model.supertype() != null && model.isInterface()) {
      type.addSuperinterface(model.supertype());
    } else if (model.supertype() != null) {
      type.superclass(model.supertype());
    }
    if (model.constructors().isEmpty()) {
      type.addMethod(
          MethodSpec.constructorBuilder()
              .addModifiers(Members.modifiers(model.visibility()))
              .addParameter(Object[].class, "any")
              .varargs()
              .build());
    }
    model.constructors().forEach(constructor -> type.addMethod(constructor(constructor)));
    model.methods().forEach(method -> type.addMethod(method(method)));
    JavaFile file =
        JavaFile.builder(model.className().packageName(), type.build())
            .skipJavaLangImports(true)
            .build();
    return new GeneratedSource(file, origin);
  }

  private MethodSpec constructor(StandIn.Constructor constructor) {
    MethodSpec.Builder spec =
        MethodSpec.constructorBuilder()
            .addModifiers(Members.modifiers(model.visibility()))
            .addTypeVariables(constructor.signature().typeVariables())
            .addExceptions(constructor.signature().thrown());
    Names names = Names.of(List.of());
    List<CodeBlock> passed = new ArrayList<>();
    for (MethodParameter parameter : constructor.signature().parameters()) {
      String name = names.fresh(parameter.name());
      spec.addParameter(parameter.type(), name);
      passed.add(CodeBlock.of("$N", name));
    }
    for (MethodSignature component : constructor.components()) {
      spec.addParameter(component.returnType(), names.fresh(component.name()));
    }
    if (model.supertype() != null && !passed.isEmpty()) {
      spec.addStatement("super($L)", StepCalls.list(passed));
    }
    return spec.varargs(constructor.signature().varargs() && constructor.components().isEmpty())
        .build();
  }

  private MethodSpec method(MethodSignature method) {
    MethodSpec.Builder spec =
        MethodSpec.methodBuilder(method.name())
            .addModifiers(Members.modifiers(method.visibility()))
            .addTypeVariables(method.typeVariables())
            .returns(method.returnType())
            .varargs(method.varargs());
    if (model.supertype() != null) {
      spec.addAnnotation(Override.class);
    }
    method.parameters().forEach(parameter -> spec.addParameter(Members.parameter(parameter)));
    return spec.addStatement(
            "throw new $T($L)",
            UnsupportedOperationException.class,
            SourceText.literal(model.diagnostic()))
        .build();
  }
}
