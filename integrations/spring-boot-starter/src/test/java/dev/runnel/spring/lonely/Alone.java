package dev.runnel.spring.lonely;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** Has a chain class whose component nobody provides. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class Alone {}
