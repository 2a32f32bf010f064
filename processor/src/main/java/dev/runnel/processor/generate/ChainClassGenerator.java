package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.PromptStep;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Generates the class of a chain class: one file, from the model alone. Not thread-safe. */
public final class ChainClassGenerator {
  private final ChainClass model;
  private final Surroundings surroundings;
  private final NameAllocator typeNames = new NameAllocator();
  private final TypeName generatedType;

  private ChainClassGenerator(ChainClass model, Surroundings surroundings) {
    this.model = model;
    this.surroundings = surroundings;
    ClassName name = ClassName.get(model.packageName(), model.generatedName());
    this.generatedType =
        model.typeVariables().isEmpty()
            ? name
            : ParameterizedTypeName.get(name, model.typeVariables().toArray(TypeName[]::new));
  }

  /**
   * Generates a class.
   *
   * @param model what the chain class says
   * @param surroundings what is there beside it
   * @param origin the chain class's element, for incremental compilers; null for none
   * @return the file, not yet written
   */
  public static GeneratedSource generate(
      ChainClass model, Surroundings surroundings, @Nullable Element origin) {
    return new ChainClassGenerator(model, surroundings).generate(origin);
  }

  private GeneratedSource generate(@Nullable Element origin) {
    takeNames();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(model.generatedName())
            .addJavadoc("Runs the chains of {@link $T}.\n", model.className())
            .addModifiers(Members.modifiers(model.visibility()))
            .addAnnotation(Api.RUNNEL_GENERATED)
            .addTypeVariables(model.typeVariables())
            .alwaysQualify(surroundings.takenNames().toArray(String[]::new));
    model.annotations().forEach(type::addAnnotation);
    if (model.isInterface()) {
      type.addSuperinterface(model.type());
    } else {
      type.superclass(model.type());
    }
    addMembers(type);
    JavaFile file =
        JavaFile.builder(model.packageName(), type.build()).skipJavaLangImports(true).build();
    return new GeneratedSource(file, origin);
  }

  /** Keeps nested classes from hiding types that the chain class speaks of. */
  private void takeNames() {
    Set<String> taken = new LinkedHashSet<>(surroundings.takenNames());
    taken.add(model.generatedName());
    taken.addAll(model.className().simpleNames());
    SimpleNames.addAll(model, taken);
    taken.forEach(typeNames::newName);
  }

  private void addMembers(TypeSpec.Builder type) {
    NameAllocator fields = new NameAllocator();
    ComponentWriter components = new ComponentWriter(model, fields);
    GuardConstants guards = new GuardConstants(model, fields);
    ChainMethods chains =
        new ChainMethods(model, generatedType, fields, typeNames, components, guards);
    guards.fields().forEach(type::addField);
    components.fields().forEach(type::addField);
    chains.fields().forEach(type::addField);
    components.constructors().forEach(type::addMethod);
    for (PromptStep prompt : model.prompts()) {
      type.addMethod(PromptWriter.write(prompt));
    }
    components.methods().forEach(type::addMethod);
    chains.methods().forEach(type::addMethod);
    for (Chain chain : model.chains()) {
      if (chain.broken() != null) {
        type.addMethod(throwing(chain.method(), chain.broken()));
      }
    }
    for (BrokenMethod broken : model.brokenMethods()) {
      type.addMethod(throwing(broken.method(), broken.diagnostic()));
    }
    chains.classes().forEach(type::addType);
  }

  private static MethodSpec throwing(MethodSignature method, @Nullable String text) {
    return Members.overriding(method)
        .addCode(
            CodeBlock.of(
                "throw new $T($S);\n", UnsupportedOperationException.class, String.valueOf(text)))
        .build();
  }
}
