package dev.runnel.spring;

import dev.runnel.serve.Resumable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResultHandler;

/** Lets WebFlux's controllers return streams, and serves mounted chains. */
@AutoConfiguration(after = RunnelAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE) // else it draws the first one forward
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
public class RunnelWebFluxAutoConfiguration {
  @Bean
  OpenStreams runnelOpenStreams() {
    return new OpenStreams();
  }

  @Bean
  FluxStreams runnelFluxStreams(OpenStreams streams) {
    return new FluxStreams(streams);
  }

  @Bean
  HandlerResultHandler runnelStreamHandler(RunnelProperties properties, FluxStreams streams) {
    return new FluxStreamHandler(properties.serve().options(), streams);
  }

  @Bean
  @ConditionalOnBean(ChainMount.class)
  HandlerMapping runnelChainMapping(
      ObjectProvider<ChainMount> mounts,
      ObjectProvider<Resumable> resumable,
      RunnelProperties properties,
      FluxStreams streams) {
    return FluxChainMapping.of(MountedChains.of(mounts, resumable, properties.serve()), streams);
  }
}
