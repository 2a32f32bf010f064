package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.ConstructorSignature;
import dev.runnel.processor.model.MethodParameter;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.Visibility;
import dev.runnel.processor.types.WritableAnnotations;
import dev.runnel.processor.types.WritableTypes;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Writes methods and constructors down as the generator needs them. */
public final class Signatures {
  private Signatures() {}

  /** Writes down a method as a member of the chain class. */
  public static MethodSignature of(Member member) {
    ExecutableElement method = member.element();
    List<MethodParameter> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      String name = method.getParameters().get(i).getSimpleName().toString();
      TypeName type = WritableTypes.of(member.type().getParameterTypes().get(i));
      parameters.add(new MethodParameter(name, type, List.of()));
    }
    return new MethodSignature(
        member.name(),
        visibility(method),
        method.getTypeParameters().stream().map(WritableTypes::of).toList(),
        WritableTypes.of(member.type().getReturnType()),
        parameters,
        method.isVarArgs(),
        WritableTypes.known(member.type().getThrownTypes()),
        ClassName.get(member.declaringClass()));
  }

  /** Writes down a constructor of the chain class. */
  public static ConstructorSignature of(ExecutableElement constructor) {
    return new ConstructorSignature(
        visibility(constructor),
        annotations(constructor),
        constructor.getTypeParameters().stream().map(WritableTypes::of).toList(),
        constructor.getParameters().stream().map(Signatures::parameter).toList(),
        constructor.isVarArgs(),
        WritableTypes.known(constructor.getThrownTypes()));
  }

  private static MethodParameter parameter(VariableElement parameter) {
    return new MethodParameter(
        parameter.getSimpleName().toString(),
        WritableTypes.of(parameter.asType()),
        annotations(parameter));
  }

  private static List<AnnotationSpec> annotations(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(annotation -> WritableTypes.isWritable(annotation.getAnnotationType()))
        .map(WritableAnnotations::of)
        .toList();
  }

  private static Visibility visibility(Element element) {
    if (element.getModifiers().contains(Modifier.PUBLIC)) {
      return Visibility.PUBLIC;
    }
    return element.getModifiers().contains(Modifier.PROTECTED)
        ? Visibility.PROTECTED
        : Visibility.PACKAGE;
  }
}
