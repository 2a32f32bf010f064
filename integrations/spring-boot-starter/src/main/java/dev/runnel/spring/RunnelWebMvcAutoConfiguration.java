package dev.runnel.spring;

import dev.runnel.serve.Resumable;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Lets Spring MVC's controllers return streams, and serves mounted chains. */
@AutoConfiguration(
    after = RunnelAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
      "org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration" // of 3.5
    })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE) // else it draws the first one forward
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
public class RunnelWebMvcAutoConfiguration {
  @Bean
  OpenStreams runnelOpenStreams() {
    return new OpenStreams();
  }

  /** Spring asks the handlers in their order, and its own for response bodies takes everything. */
  @Bean
  SmartInitializingSingleton runnelStreamHandling(
      ObjectProvider<RequestMappingHandlerAdapter> adapters,
      RunnelProperties properties,
      OpenStreams streams) {
    return () ->
        adapters.forEach(
            adapter -> {
              List<HandlerMethodReturnValueHandler> all = new ArrayList<>();
              all.add(new StreamHandler(properties.serve().options(), streams));
              List<HandlerMethodReturnValueHandler> known = adapter.getReturnValueHandlers();
              all.addAll(known == null ? List.of() : known);
              adapter.setReturnValueHandlers(all);
            });
  }

  @Bean
  @ConditionalOnBean(ChainMount.class)
  HandlerMapping runnelChainMapping(
      ObjectProvider<ChainMount> mounts,
      ObjectProvider<Resumable> resumable,
      RunnelProperties properties,
      OpenStreams streams) {
    return ChainMapping.of(MountedChains.of(mounts, resumable, properties.serve()), streams);
  }
}
