package dev.runnel.spring;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which properties there are, where one is likely misspelt. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PropertyFailureAnalyzer
    extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {
  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("runnel");

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable failure, UnboundConfigurationPropertiesException unknown) {
    List<ConfigurationProperty> ours =
        unknown.getUnboundProperties().stream()
            .filter(property -> OURS.isAncestorOf(property.getName()))
            .toList();
    if (ours.isEmpty()) {
      return null;
    }
    String description =
        ours.stream().map(PropertyFailureAnalyzer::text).collect(Collectors.joining("\n"));
    String action =
        "Use one of these, or remove it: "
            + known(RunnelProperties.class, OURS.toString())
                .sorted()
                .collect(Collectors.joining(", "));
    return new FailureAnalysis(description, action, unknown);
  }

  private static String text(ConfigurationProperty property) {
    return "There is no property '"
        + property.getName()
        + "'"
        + (property.getOrigin() == null ? "" : ", as in " + property.getOrigin())
        + ".";
  }

  private static Stream<String> known(Class<?> record, String prefix) {
    return Stream.of(record.getRecordComponents())
        .flatMap(component -> known(component, prefix + "."));
  }

  private static Stream<String> known(RecordComponent component, String prefix) {
    String name = prefix + DataObjectPropertyName.toDashedForm(component.getName());
    return component.getType().isRecord() ? known(component.getType(), name) : Stream.of(name);
  }
}
