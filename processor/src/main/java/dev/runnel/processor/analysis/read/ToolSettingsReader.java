package dev.runnel.processor.analysis.read;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.diagnostic.GuardProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ToolSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a tool is to be run, and checks the values. A wrong value is reported, and read as if
 * it were left out.
 */
final class ToolSettingsReader {
  private final FoundAnnotation tool;
  private final String method;
  private final Report report;

  private ToolSettingsReader(FoundAnnotation tool, String method, Report report) {
    this.tool = tool;
    this.method = method;
    this.report = report;
  }

  static ToolSettings read(FoundAnnotation tool, String method, Report report) {
    ToolSettingsReader reader = new ToolSettingsReader(tool, method, report);
    return new ToolSettings(
        reader.timeout(),
        reader.positive("attempts", "The first attempt counts as well, so there is at least 1."),
        reader.positive("maxResultCharacters", "The model gets at least 1."),
        reader.flag("approval", false),
        reader.flag("parallel", true),
        reader.flag("returnDirect", false),
        tool.constant("onFailure"),
        reader.endsRun(),
        reader.positive("maxCalls", "It can be called at least once."));
  }

  private @Nullable Duration timeout() {
    String text = tool.text("timeout");
    if (text.isEmpty()) {
      return null;
    }
    Optional<Duration> limit = Durations.parse(text);
    if (limit.isEmpty()) {
      wrong("timeout", "timeout is \"" + text + "\", which is no duration", Durations.FIX);
    } else if (limit.get().isZero()) {
      wrong("timeout", "timeout is zero", "A limit is more than zero; for no limit, leave it out.");
    }
    return limit.filter(known -> !known.isZero()).orElse(null);
  }

  private @Nullable Integer positive(String attribute, String fix) {
    Number given = tool.number(attribute);
    if (given != null && given.intValue() < 1) {
      wrong(attribute, attribute + " is " + given, fix);
      return null;
    }
    return given == null ? null : given.intValue();
  }

  private boolean flag(String attribute, boolean otherwise) {
    Boolean given = tool.flag(attribute);
    return given == null ? otherwise : given;
  }

  private List<TypeName> endsRun() {
    List<TypeName> types = new ArrayList<>();
    for (AnnotationValue value : tool.values("endsRun")) {
      if (value.getValue() instanceof TypeMirror type) {
        PrivateTypes.problem(type, tool.position(value), "@Tool of '" + method + "'")
            .ifPresentOrElse(report::add, () -> types.add(TypeName.get(type)));
      }
    }
    return types;
  }

  private void wrong(String attribute, String why, String fix) {
    report.add(GuardProblems.invalidPolicy(tool.position(attribute), "@Tool", method, why, fix));
  }
}
