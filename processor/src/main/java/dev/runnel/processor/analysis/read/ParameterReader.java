package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.model.StepParameter.Role;
import dev.runnel.processor.model.StreamForm;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a step's method. */
final class ParameterReader {
  private static final Pattern MISSING_NAME = Pattern.compile("arg\\d+");

  private final ChainClassContext context;
  private final TypeSystem types;
  private final Member member;
  private final Report report;

  ParameterReader(ChainClassContext context, Member member, Report report) {
    this.context = context;
    this.types = context.types();
    this.member = member;
    this.report = report;
  }

  List<DeclaredParameter> read() {
    List<DeclaredParameter> all = new ArrayList<>();
    for (int i = 0; i < member.element().getParameters().size(); i++) {
      all.add(read(i, member.type().getParameterTypes().get(i)));
    }
    return all;
  }

  private DeclaredParameter read(int index, TypeMirror type) {
    VariableElement element = member.element().getParameters().get(index);
    String name = element.getSimpleName().toString();
    Role role = role(type);
    StreamForm form = role == Role.DATA ? form(type) : null;
    TypeMirror chunk = type;
    PublisherFactory factory = null;
    if (role == Role.EMITTER) {
      chunk = emitted((DeclaredType) type);
    } else if (form != null) {
      chunk = streamed(type, form);
      factory = factory(type, form).orElse(null);
    }
    PrivateTypes.problem(type, Position.of(element), "Step '" + member.name() + "'")
        .ifPresent(report::add);
    return new DeclaredParameter(
        name,
        hasName(name),
        type,
        role,
        form,
        factory,
        chunk,
        request(index),
        Position.of(element));
  }

  private boolean hasName(String name) {
    return member.declaringClass().equals(context.chainClass())
        || !MISSING_NAME.matcher(name).matches();
  }

  private Role role(TypeMirror type) {
    if (types.is(type, TypeNames.RUN_CONTEXT)) {
      return Role.CONTEXT;
    }
    return types.is(type, TypeNames.EMITTER) ? Role.EMITTER : Role.DATA;
  }

  private @Nullable StreamForm form(TypeMirror type) {
    if (types.is(type, TypeNames.CHUNK_STREAM)) {
      return StreamForm.CHUNK_STREAM;
    }
    if (types.isA(type, TypeNames.FLOW_PUBLISHER)) {
      return StreamForm.FLOW_PUBLISHER;
    }
    return types.isA(type, TypeNames.RS_PUBLISHER) ? StreamForm.RS_PUBLISHER : null;
  }

  private TypeMirror emitted(DeclaredType emitter) {
    if (types.isRaw(emitter)) {
      unsupported("its Emitter does not say what it emits", "Write Emitter<R>.");
      return types.object();
    }
    TypeMirror taken = types.taken(emitter.getTypeArguments().get(0));
    if (taken == null) {
      unsupported("nothing can be emitted to an " + Words.simple(emitter), "Write Emitter<R>.");
      return types.object();
    }
    return taken;
  }

  private TypeMirror streamed(TypeMirror type, StreamForm form) {
    DeclaredType stream =
        types.as(
            type,
            switch (form) {
              case CHUNK_STREAM -> TypeNames.CHUNK_STREAM;
              case FLOW_PUBLISHER -> TypeNames.FLOW_PUBLISHER;
              case RS_PUBLISHER -> TypeNames.RS_PUBLISHER;
            });
    if (stream == null || stream.getTypeArguments().isEmpty()) {
      String name = Words.simple(type);
      unsupported("its " + name + " does not say of what", "Write " + name + "<T>.");
      return types.object();
    }
    return types.given(stream.getTypeArguments().get(0));
  }

  private Optional<PublisherFactory> factory(TypeMirror type, StreamForm form) {
    if (form == StreamForm.CHUNK_STREAM
        || types.is(type, TypeNames.FLOW_PUBLISHER)
        || types.is(type, TypeNames.RS_PUBLISHER)) {
      return Optional.empty();
    }
    Optional<PublisherFactory> factory = PublisherFactories.of(types, type);
    if (factory.isEmpty()) {
      unsupported(
          "it is not known how to make a " + Words.simple(type) + " of a stream",
          "Take a ChunkStream<T> or a Publisher<T>.");
    }
    return factory;
  }

  private ReadRequest request(int index) {
    return ownOrInherited(method -> request(method.getParameters().get(index), "A parameter"));
  }

  /** Reads what a component's or chain's method says that it reads. */
  ReadRequest requestOfMethod() {
    return ownOrInherited(method -> request(method, "Step '" + member.name() + "'"));
  }

  private ReadRequest ownOrInherited(Function<ExecutableElement, ReadRequest> read) {
    ReadRequest own = read.apply(member.element());
    if (!(own instanceof ReadRequest.Unsaid)) {
      return own;
    }
    return member.overridden().stream()
        .map(read)
        .filter(inherited -> !(inherited instanceof ReadRequest.Unsaid))
        .findFirst()
        .orElse(own);
  }

  /** Reads what an element says that it reads. */
  ReadRequest request(Element element, String what) {
    FoundAnnotation input = FoundAnnotation.find(element, Input.class.getName());
    FoundAnnotation from = FoundAnnotation.find(element, From.class.getName());
    if (input != null && from != null) {
      report.add(StepProblems.inputAndFrom(from.position(), what));
    }
    if (input != null) {
      return new ReadRequest.OfInput();
    }
    return from == null
        ? new ReadRequest.Unsaid()
        : new ReadRequest.OfStep(from.text("value"), from.position("value"));
  }

  private void unsupported(String why, String fix) {
    report.add(member.unsupportedStep(why, fix));
  }
}
