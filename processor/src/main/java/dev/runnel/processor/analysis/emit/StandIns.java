package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.ClassName;
import dev.runnel.processor.analysis.check.ConstructorRoom;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.analysis.read.ChainReader;
import dev.runnel.processor.analysis.read.Member;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.model.ConstructorSignature;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.StandIn;
import dev.runnel.processor.model.Visibility;
import dev.runnel.processor.types.WritableTypes;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.ElementFilter;

/** Describes what stands in for the generated class where a chain class cannot be implemented. */
public final class StandIns {
  private final ChainClassContext context;
  private final TypeElement type;
  private final KnownTypes known;
  private final List<Member> members;

  private StandIns(ChainClassContext context, List<Member> members) {
    this.context = context;
    this.type = context.chainClass();
    this.known = new KnownTypes(type);
    this.members = members;
  }

  /** Tells whether a class beside the chain class can name all that it would have to implement. */
  public static boolean isImplementable(ChainClassContext context, List<Member> members) {
    return new StandIns(context, members).knowsAbstractMethods();
  }

  /**
   * Describes what stands in for a class.
   *
   * @param extendable whether the class itself could be extended
   */
  public static Optional<StandIn> of(
      ChainClassContext context, List<Member> members, boolean extendable, String diagnostic) {
    return new StandIns(context, members).make(extendable, diagnostic);
  }

  private Optional<StandIn> make(boolean extendable, String diagnostic) {
    if (!known.knowsBounds(type)) {
      return Optional.empty();
    }
    ClassName name = ClassName.get(type);
    boolean subtype = extendable && knowsAbstractMethods() && knowsAllConstructors();
    return Optional.of(
        new StandIn(
            name,
            ClassModels.generatedName(name),
            subtype ? WritableTypes.of(type.asType()) : null,
            type.getKind() == ElementKind.INTERFACE,
            ClassModels.visibility(type),
            type.getTypeParameters().stream().map(WritableTypes::of).toList(),
            constructors(),
            members.stream().filter(this::isNeeded).map(Signatures::of).toList(),
            diagnostic));
  }

  private boolean knowsAbstractMethods() {
    return members.stream().filter(Member::isAbstract).allMatch(this::knows);
  }

  private boolean knowsAllConstructors() {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream().allMatch(this::knows);
  }

  /** Tells whether the class has to have a method: the ones to implement, and the chains. */
  private boolean isNeeded(Member member) {
    return knows(member)
        && !member.has(Modifier.FINAL)
        && !context.isOfObject(member)
        && (member.isAbstract() || ChainReader.isChain(member));
  }

  private boolean knows(Member member) {
    return known.knows(member.element(), member.type());
  }

  private boolean knows(ExecutableElement constructor) {
    return known.knows(constructor, (ExecutableType) constructor.asType());
  }

  /** Returns the constructors of which all types are known. */
  private List<StandIn.Constructor> constructors() {
    ConstructorRoom room = new ConstructorRoom(context, members);
    List<Member> components = room.components();
    if (!room.isEnough() || !components.stream().allMatch(this::knows)) {
      return List.of();
    }
    List<MethodSignature> passed = components.stream().map(Signatures::of).toList();
    List<ExecutableElement> declared = ElementFilter.constructorsIn(type.getEnclosedElements());
    if (declared.isEmpty()) {
      ConstructorSignature none =
          new ConstructorSignature(
              Visibility.PUBLIC, List.of(), List.of(), List.of(), false, List.of());
      return List.of(new StandIn.Constructor(none, passed));
    }
    return declared.stream()
        .filter(this::knows)
        .map(constructor -> new StandIn.Constructor(Signatures.of(constructor), passed))
        .toList();
  }
}
