package dev.runnel.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/**
 * Makes beans of the generated classes, and components for them of the models and retrievers of
 * other libraries. It comes last, so that it sees the beans of all others.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@EnableConfigurationProperties(RunnelProperties.class)
@Import({AdapterBeans.class, ChainBeans.class})
public class RunnelAutoConfiguration {}
