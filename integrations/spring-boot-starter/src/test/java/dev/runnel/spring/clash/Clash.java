package dev.runnel.spring.clash;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Configuration;

/** Has two chain classes of one name below it. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class Clash {}
