package dev.runnel.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerResultHandler;

/** Lets WebFlux's controllers return streams. */
@AutoConfiguration(after = RunnelAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
public class RunnelWebFluxAutoConfiguration {
  @Bean
  OpenStreams runnelOpenStreams() {
    return new OpenStreams();
  }

  @Bean
  HandlerResultHandler runnelStreamHandler(RunnelProperties properties, OpenStreams streams) {
    return new FluxStreamHandler(properties.serve().options(), streams);
  }
}
