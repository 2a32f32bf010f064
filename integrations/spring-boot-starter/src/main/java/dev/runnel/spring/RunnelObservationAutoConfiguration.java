package dev.runnel.spring;

import dev.runnel.RunDefaults;
import dev.runnel.event.Redaction;
import dev.runnel.micrometer.Observations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;

/**
 * Observes all runs as long as the application runs. It comes last, so that it sees the registries
 * that others make.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({Observations.class, ObservationRegistry.class, MeterRegistry.class})
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "runnel.observations.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RunnelProperties.class)
public class RunnelObservationAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Observations runnelObservations(
      ObservationRegistry registry,
      ObjectProvider<MeterRegistry> meters,
      ObjectProvider<Redaction> redaction,
      RunnelProperties properties) {
    Observations observations = Observations.of(registry);
    MeterRegistry measured = meters.getIfUnique();
    if (measured != null) {
      observations = observations.withMeters(measured);
    }
    return properties.observations().content()
        ? observations.withContent(
            redaction.getIfAvailable(() -> (run, payload) -> Optional.of(payload)))
        : observations;
  }

  /**
   * Nobody asks for it, so it is made also where beans are made late. Its name says whether it is
   * there: the application may have installations of other things.
   */
  @Bean
  @Lazy(false)
  @ConditionalOnMissingBean(name = "runnelObservationsInstallation")
  RunDefaults.Installation runnelObservationsInstallation(Observations observations) {
    return observations.install();
  }
}
