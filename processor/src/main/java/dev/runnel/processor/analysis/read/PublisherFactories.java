package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.ClassName;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds out how to make a publisher of another library out of any publisher. */
final class PublisherFactories {
  private static final Set<String> NAMES = Set.of("from", "fromPublisher");

  /** Publishers that take but the first chunk: to make them of a stream would lose the others. */
  private static final Set<String> SINGLE = Set.of("reactor.core.publisher.Mono");

  private PublisherFactories() {}

  /** Finds a static method such as {@code Flux.from}; empty if the class has none. */
  static Optional<PublisherFactory> of(TypeSystem types, TypeMirror publisher) {
    TypeElement type = types.classOf(publisher);
    if (type == null || SINGLE.contains(type.getQualifiedName().toString())) {
      return Optional.empty();
    }
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> makes(types, method, publisher))
        .map(
            method ->
                new PublisherFactory(
                    ClassName.get(type),
                    method.getSimpleName().toString(),
                    types.is(method.getParameters().get(0).asType(), TypeNames.FLOW_PUBLISHER)))
        .findFirst();
  }

  private static boolean makes(TypeSystem types, ExecutableElement method, TypeMirror publisher) {
    if (!NAMES.contains(method.getSimpleName().toString())
        || !method.getModifiers().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))
        || method.getParameters().size() != 1) {
      return false;
    }
    TypeMirror taken = method.getParameters().get(0).asType();
    return (types.is(taken, TypeNames.RS_PUBLISHER) || types.is(taken, TypeNames.FLOW_PUBLISHER))
        && types.sameErasure(method.getReturnType(), publisher);
  }
}
