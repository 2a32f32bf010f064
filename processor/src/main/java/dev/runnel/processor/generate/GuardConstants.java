package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes constants for the limits and the retries of steps and chains. */
final class GuardConstants {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Map<MethodSignature, String> timeouts = new LinkedHashMap<>();
  private final Map<MethodSignature, String> retries = new LinkedHashMap<>();
  private final List<FieldSpec> fields = new ArrayList<>();

  GuardConstants(ChainClass model, Names constants) {
    for (Chain chain : model.chains()) {
      chain.steps().forEach(step -> add(step, constants));
      add(chain.method(), chain.method().name(), chain.guard(), constants);
    }
  }

  private void add(Step step, Names constants) {
    add(step.method(), step.methodName(), step.guard(), constants);
  }

  private void add(MethodSignature method, String name, @Nullable Guard guard, Names names) {
    if (guard == null) {
      return;
    }
    if (guard.limits() != null && !timeouts.containsKey(method)) {
      timeouts.put(method, names.freshConstant(name + "_TIMEOUT"));
      addField(Api.TIMEOUT_POLICY, timeout(method), limits(guard.limits()));
    }
    if (guard.retries() != null && !retries.containsKey(method)) {
      retries.put(method, names.freshConstant(name + "_RETRY"));
      addField(Api.RETRY_POLICY, retry(method), retries(guard.retries()));
    }
    guard.fallbacks().forEach(fallback -> add(fallback, names));
  }

  private void addField(ClassName type, String name, CodeBlock value) {
    fields.add(
        FieldSpec.builder(type, name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .initializer(value)
            .build());
  }

  /** Names the limits of a step or a chain. */
  String timeout(MethodSignature method) {
    return Objects.requireNonNull(timeouts.get(method));
  }

  /** Names the retries of a step or a chain. */
  String retry(MethodSignature method) {
    return Objects.requireNonNull(retries.get(method));
  }

  List<FieldSpec> fields() {
    return fields;
  }

  private static CodeBlock limits(Guard.Limits limits) {
    Map<String, Duration> given = new LinkedHashMap<>();
    putIfGiven(given, "total", limits.total());
    putIfGiven(given, "firstChunk", limits.firstChunk());
    putIfGiven(given, "betweenChunks", limits.betweenChunks());
    CodeBlock.Builder code = CodeBlock.builder().add("$T", Api.TIMEOUT_POLICY);
    boolean first = true;
    for (Map.Entry<String, Duration> limit : given.entrySet()) {
      String method = (first ? "of" : "with") + Names.capitalized(limit.getKey());
      code.add(first ? ".$L($L)" : "$Z.$L($L)", method, duration(limit.getValue()));
      first = false;
    }
    return code.build();
  }

  private static void putIfGiven(
      Map<String, Duration> given, String name, @Nullable Duration limit) {
    if (limit != null) {
      given.put(name, limit);
    }
  }

  private static CodeBlock retries(Guard.Retries retries) {
    CodeBlock.Builder code =
        CodeBlock.builder().add("$T.ofAttempts($L)", Api.RETRY_POLICY, retries.attempts());
    if (retries.delay() != null) {
      code.add("$Z.withDelay($L)", duration(retries.delay()));
    }
    if (retries.multiplier() != null) {
      code.add("$Z.withMultiplier($L)", retries.multiplier());
    }
    if (retries.maxDelay() != null) {
      code.add("$Z.withMaxDelay($L)", duration(retries.maxDelay()));
    }
    if (retries.jitter() != null) {
      code.add("$Z.withJitter($L)", retries.jitter());
    }
    addErrors(code, "withOn", retries.on());
    addErrors(code, "withNotOn", retries.notOn());
    return code.build();
  }

  private static void addErrors(CodeBlock.Builder code, String name, List<TypeName> errors) {
    if (!errors.isEmpty()) {
      List<CodeBlock> classes =
          errors.stream().map(error -> CodeBlock.of("$T.class", error)).toList();
      code.add("$Z.$L($L)", name, StepCalls.list(classes));
    }
  }

  static CodeBlock duration(Duration duration) {
    if (duration.isZero()) {
      return CodeBlock.of("$T.ZERO", Duration.class);
    }
    long nanos = duration.toNanos();
    if (nanos % NANOS_PER_MILLI != 0) {
      return duration("ofNanos", nanos);
    }
    if (duration.getNano() != 0) {
      return duration("ofMillis", duration.toMillis());
    }
    long seconds = duration.getSeconds();
    if (seconds % 3600 == 0) {
      return duration("ofHours", seconds / 3600);
    }
    return seconds % 60 == 0 ? duration("ofMinutes", seconds / 60) : duration("ofSeconds", seconds);
  }

  private static CodeBlock duration(String method, long count) {
    String suffix = count > Integer.MAX_VALUE ? "L" : "";
    return CodeBlock.of("$T.$L($L$L)", Duration.class, method, count, suffix);
  }
}
