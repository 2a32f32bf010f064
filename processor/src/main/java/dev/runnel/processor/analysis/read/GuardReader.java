package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.TypeName;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Timeout;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.Guard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads the retries, fallbacks and limits of a method, and checks their values. A wrong value is
 * reported, and read as if it were left out.
 */
final class GuardReader {
  private static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(30);

  private final Member member;
  private final Report report;

  private GuardReader(Member member, Report report) {
    this.member = member;
    this.report = report;
  }

  /** Reads a method's annotations; empty if it has none of them. */
  static Optional<DeclaredGuard> read(Member member, Report report) {
    GuardReader reader = new GuardReader(member, report);
    FoundAnnotation timeout = member.annotation(Timeout.class);
    FoundAnnotation retry = member.annotation(Retry.class);
    FoundAnnotation fallback = member.annotation(Fallback.class);
    DeclaredGuard guard =
        new DeclaredGuard(
            timeout == null ? null : reader.limits(timeout),
            retry == null ? null : reader.retries(retry),
            fallback == null ? List.of() : reader.fallbacks(fallback));
    return guard.isEmpty() ? Optional.empty() : Optional.of(guard);
  }

  private Guard.@Nullable Limits limits(FoundAnnotation timeout) {
    Optional<Duration> total = limit(timeout, "total");
    Optional<Duration> firstChunk = limit(timeout, "firstChunk");
    Optional<Duration> betweenChunks = limit(timeout, "betweenChunks");
    if (Stream.of("total", "firstChunk", "betweenChunks")
        .allMatch(attribute -> timeout.text(attribute).isEmpty())) {
      wrong(
          timeout,
          timeout.position(),
          "it sets no limit",
          "Say how long: total, firstChunk, betweenChunks, as in @Timeout(total = \"1m\").");
    }
    return Stream.of(total, firstChunk, betweenChunks).allMatch(Optional::isEmpty)
        ? null
        : new Guard.Limits(total.orElse(null), firstChunk.orElse(null), betweenChunks.orElse(null));
  }

  private Optional<Duration> limit(FoundAnnotation timeout, String attribute) {
    if (timeout.text(attribute).isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> limit = duration(timeout, attribute);
    if (limit.filter(Duration::isZero).isPresent()) {
      wrong(
          timeout,
          timeout.position(attribute),
          attribute + " is zero",
          "A limit is more than zero; for no limit, leave it out.");
    }
    return limit.filter(given -> !given.isZero());
  }

  private Guard.Retries retries(FoundAnnotation retry) {
    Number attempts = retry.number("attempts");
    if (attempts != null && attempts.intValue() < 1) {
      wrong(
          retry,
          retry.position("attempts"),
          "attempts is " + attempts,
          "The first attempt counts as well, so there is at least 1.");
      attempts = null;
    }
    Duration delay = wait(retry, "delay");
    Duration maxDelay = wait(retry, "maxDelay");
    checkDelays(retry, delay, maxDelay);
    return new Guard.Retries(
        attempts == null ? 3 : attempts.intValue(),
        delay,
        number(retry, "multiplier", 1, 1e9, "A wait never gets shorter: it is at least 1."),
        maxDelay,
        number(retry, "jitter", 0, 1, "It is a share of the wait: from 0 to 1."),
        errors(retry, "on"),
        errors(retry, "notOn"));
  }

  private @Nullable Duration wait(FoundAnnotation retry, String attribute) {
    return retry.gives(attribute) ? duration(retry, attribute).orElse(null) : null;
  }

  private void checkDelays(
      FoundAnnotation retry, @Nullable Duration delay, @Nullable Duration maxDelay) {
    boolean unsaid = !retry.gives("maxDelay");
    Duration longest = unsaid ? DEFAULT_MAX_DELAY : maxDelay;
    if (delay != null && longest != null && delay.compareTo(longest) > 0) {
      wrong(
          retry,
          retry.position("delay"),
          "delay is longer than maxDelay" + (unsaid ? ", which is 30s where it is not given" : ""),
          "Make maxDelay at least as long.");
    }
  }

  private @Nullable Double number(
      FoundAnnotation retry, String attribute, double least, double most, String fix) {
    Optional<Double> given = Optional.ofNullable(retry.number(attribute)).map(Number::doubleValue);
    Optional<Double> right = given.filter(value -> value >= least && value <= most);
    if (given.isPresent() && right.isEmpty()) {
      wrong(retry, retry.position(attribute), attribute + " is " + retry.number(attribute), fix);
    }
    return right.orElse(null);
  }

  private List<TypeName> errors(FoundAnnotation retry, String attribute) {
    List<AnnotationValue> values = retry.values(attribute);
    if (values.isEmpty() && retry.gives(attribute) && attribute.equals("on")) {
      wrong(
          retry,
          retry.position(attribute),
          "on names no error, so nothing would be tried again",
          "Name errors, or leave it out for every Exception.");
    }
    List<TypeName> types = new ArrayList<>();
    for (AnnotationValue value : values) {
      if (value.getValue() instanceof TypeMirror type) {
        PrivateTypes.problem(type, retry.position(value), "@Retry of '" + member.name() + "'")
            .ifPresentOrElse(report::add, () -> types.add(TypeName.get(type)));
      }
    }
    return types;
  }

  private List<WrittenName> fallbacks(FoundAnnotation fallback) {
    if (fallback.values("value").isEmpty() && fallback.gives("value")) {
      wrong(
          fallback,
          fallback.position("value"),
          "it names no step",
          "Name what to try instead, as in @Fallback(\"other\").");
    }
    return WrittenName.in(fallback, "value");
  }

  private Optional<Duration> duration(FoundAnnotation annotation, String attribute) {
    String text = annotation.text(attribute);
    Optional<Duration> duration = Durations.parse(text);
    if (duration.isEmpty()) {
      wrong(
          annotation,
          annotation.position(attribute),
          attribute + " is \"" + text + "\", which is no duration",
          Durations.FIX);
    }
    return duration;
  }

  private void wrong(FoundAnnotation annotation, Position position, String why, String fix) {
    report.add(GuardProblems.invalidPolicy(position, annotation.name(), member.name(), why, fix));
  }
}
