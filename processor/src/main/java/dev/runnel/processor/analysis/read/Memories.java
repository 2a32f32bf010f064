package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Remember;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.diagnostic.Suggestion;
import dev.runnel.processor.diagnostic.Suggestions;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The components of a class that remember, and what they remember by.
 *
 * @param byStep the memory of each component that has one
 */
public record Memories(Map<Member, Member> byStep) {
  /** Copies the map. */
  public Memories {
    byStep = Map.copyOf(byStep);
  }

  /** Reads the annotations of all methods; what is wrong with the class's own is reported. */
  public static Memories read(
      ChainClassContext context, List<Member> members, List<StepReading> steps, Report report) {
    Map<Member, StepReading> readings = new HashMap<>();
    steps.forEach(step -> readings.put(step.member(), step));
    Map<Member, Member> found = new HashMap<>();
    boolean wrong = false;
    for (Member member : members) {
      FoundAnnotation annotation = member.annotation(Remember.class);
      if (annotation != null) {
        Report own = context.declares(member) ? report : new Report();
        Reader reader = new Reader(context.types(), members, member, annotation);
        Optional<Member> memory = reader.read(readings.get(member)).reportTo(own);
        memory.ifPresent(each -> found.put(member, each));
        wrong |= memory.isEmpty();
      }
    }
    Memories memories = new Memories(found);
    if (!wrong) {
      memories.reportUnused(context, members, report);
    }
    return memories;
  }

  private void reportUnused(ChainClassContext context, List<Member> members, Report report) {
    for (Member member : members) {
      if (isMemory(context, member) && !byStep.containsValue(member)) {
        Position at =
            context.declares(member)
                ? Position.of(member.element())
                : Position.of(context.chainClass());
        report.add(StepProblems.unusedMemory(at, member.name()));
      }
    }
  }

  /** Tells whether a method is abstract and can only be meant as a memory. */
  public static boolean isMemory(ChainClassContext context, Member member) {
    return member.isAbstract() && !StepReader.isStep(member) && gives(context.types(), member);
  }

  /** Tells whether a method can be named as a memory. */
  public static boolean mayBeMemory(ChainClassContext context, Member member) {
    return gives(context.types(), member);
  }

  private static boolean gives(TypeSystem types, Member member) {
    return types.isA(member.type().getReturnType(), TypeNames.CHAT_MEMORY)
        && member.type().getParameterTypes().isEmpty();
  }

  /** Returns the name of a component's memory; null if it has none. */
  public @Nullable String of(Member step) {
    Member memory = byStep.get(step);
    return memory == null ? null : memory.name();
  }

  /** Tells whether a method returns a memory that is used, or one that has no body. */
  public boolean contains(ChainClassContext context, Member member) {
    return byStep.containsValue(member) || isMemory(context, member);
  }

  /** Reads one annotation. */
  private record Reader(
      TypeSystem types, List<Member> members, Member member, FoundAnnotation annotation) {

    Result<Member> read(@Nullable StepReading reading) {
      if (reading == null) {
        return rejected(
            "it is no step", "Put @Remember on a component, such as a ChatModel, beside @Step.");
      }
      return reading
          .declared()
          .flatMap(this::mistake)
          .map(Result::<Member>rejected)
          .orElseGet(this::memory);
    }

    private Optional<Problem> mistake(DeclaredStep step) {
      boolean isAsked =
          step.kind() == StepKind.COMPONENT
              && types.is(step.parameters().get(0).type(), TypeNames.CHAT_PROMPT);
      if (!isAsked) {
        return Optional.of(
            problem(
                "it is no component that is asked by a ChatPrompt",
                "Put @Remember on the model or the agent."));
      }
      if (step.whole() == null || !types.isA(step.whole(), TypeNames.ANSWERED)) {
        return Optional.of(
            problem(
                "its whole does not tell the messages that a conversation goes on with",
                "Remember at the model or the agent within, or give it a body that returns"
                    + " memory.over(component, whole -> messages)."));
      }
      return Optional.empty();
    }

    private Result<Member> memory() {
      String name = annotation.text("value");
      List<Member> named = members.stream().filter(each -> each.name().equals(name)).toList();
      Optional<Member> memory = named.stream().filter(each -> gives(types, each)).findFirst();
      if (memory.isEmpty()) {
        return named.isEmpty()
            ? Result.rejected(
                StepProblems.unknownMemory(
                    annotation.position("value"), member.name(), name, suggestion(name)))
            : rejected(
                "'"
                    + name
                    + "' returns "
                    + Words.simple(named.get(0).type().getReturnType())
                    + ", or takes something",
                "A memory is a method that takes nothing and returns a ChatMemory.");
      }
      if (memory.get().has(Modifier.PRIVATE) || memory.get().has(Modifier.STATIC)) {
        return rejected(
            "'" + name + "' is private or static, and the generated class overrides it",
            "Remove 'private' and 'static'.");
      }
      return Result.ok(memory.get());
    }

    private Suggestion suggestion(String name) {
      List<String> others =
          members.stream().filter(each -> gives(types, each)).map(Member::name).toList();
      return others.isEmpty()
          ? Suggestion.of("Declare it: ChatMemory " + (name.isEmpty() ? "memory" : name) + "();")
          : Suggestions.of(name, "The memories", others);
    }

    private Result<Member> rejected(String why, String fix) {
      return Result.rejected(problem(why, fix));
    }

    private Problem problem(String why, String fix) {
      return StepProblems.cannotRemember(annotation.position("value"), member.name(), why, fix);
    }
  }
}
