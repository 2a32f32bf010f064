package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.BrokenMethod;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.SourceText;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Generates the class of a chain class: one file, from the model alone. Not thread-safe. */
public final class ChainClassGenerator {
  private final ChainClass model;
  private final Surroundings surroundings;

  /** The names of all types that the file speaks of, and of their packages. */
  private final Names file;

  private final Names typeNames;
  private final TypeName generatedType;

  private ChainClassGenerator(ChainClass model, Surroundings surroundings) {
    this.model = model;
    this.surroundings = surroundings;
    ClassName name = ClassName.get(model.packageName(), model.generatedName());
    this.generatedType =
        model.typeVariables().isEmpty()
            ? name
            : ParameterizedTypeName.get(name, model.typeVariables().toArray(TypeName[]::new));
    Set<String> mentioned = mentioned();
    this.file = Names.of(mentioned);
    this.typeNames =
        Names.ofClasses(surroundings.fields()).within(mentioned.toArray(String[]::new));
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
    TypeSpec.Builder type =
        TypeSpec.classBuilder(model.generatedName())
            .addJavadoc("Runs the chains of {@link $T}.\n", model.className())
            .addModifiers(Members.modifiers(model.visibility()))
            .addAnnotation(Api.RUNNEL_GENERATED)
            .addTypeVariables(model.typeVariables())
            .alwaysQualify(surroundings.qualified());
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

  private Set<String> mentioned() {
    Set<String> names = new LinkedHashSet<>(surroundings.types());
    names.add(model.generatedName());
    names.addAll(model.className().simpleNames());
    MentionedNames.addAll(model, names);
    return names;
  }

  private void addMembers(TypeSpec.Builder type) {
    Names constants = file.within();
    GuardConstants guards = new GuardConstants(model, constants);
    Names fields = constants.within();
    ComponentWriter components = new ComponentWriter(model, file, fields);
    SchemaConstants schemas = new SchemaConstants(model, file, typeNames);
    ChainMethods chains =
        new ChainMethods(
            model,
            generatedType,
            new ChainMethods.Scopes(file, constants, fields, typeNames),
            components,
            guards,
            schemas);
    guards.fields().forEach(type::addField);
    components.fields().forEach(type::addField);
    chains.fields().forEach(type::addField);
    components.constructors().forEach(type::addMethod);
    for (PromptStep prompt : model.prompts()) {
      type.addMethod(PromptWriter.write(prompt, file, schemas.text(prompt, model.chains())));
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
    schemas.type().ifPresent(type::addType);
  }

  private static MethodSpec throwing(MethodSignature method, @Nullable String text) {
    return Members.overriding(method)
        .addCode(
            CodeBlock.of(
                "throw new $T($L);\n",
                UnsupportedOperationException.class,
                SourceText.literal(String.valueOf(text))))
        .build();
  }
}
