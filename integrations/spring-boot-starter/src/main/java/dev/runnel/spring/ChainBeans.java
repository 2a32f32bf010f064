package dev.runnel.spring;

import dev.runnel.annotations.RunnelGenerated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.AnnotationScopeMetadataResolver;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Makes a bean of each generated class in the application's packages, unless the application has a
 * bean of the chain class already. What the chain class says of its bean, such as {@code @Lazy} or
 * {@code @Primary}, holds for it.
 */
final class ChainBeans implements ImportBeanDefinitionRegistrar {
  private final ListableBeanFactory beans;
  private final ClassLoader classLoader;
  private final Environment environment;
  private final ResourceLoader resourceLoader;

  /** Takes what Spring gives a registrar, by the types of the parameters. */
  ChainBeans(
      BeanFactory beans,
      ClassLoader classLoader,
      Environment environment,
      ResourceLoader resourceLoader) {
    this.beans = (ListableBeanFactory) beans;
    this.classLoader = classLoader;
    this.environment = environment;
    this.resourceLoader = resourceLoader;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata about, BeanDefinitionRegistry registry) {
    List<AnnotatedBeanDefinition> missing = new ArrayList<>();
    for (AnnotatedBeanDefinition generated : generatedClasses()) {
      Class<?> chainClass = load(chainClassOf(generated.getMetadata()));
      if (beans.getBeanNamesForType(chainClass, true, false).length == 0) {
        missing.add(definition(chainClass, generated));
      }
    }
    Map<String, String> classes = new HashMap<>();
    for (AnnotatedBeanDefinition definition : missing) {
      String name = AnnotationBeanNameGenerator.INSTANCE.generateBeanName(definition, registry);
      String chainClass = definition.getMetadata().getClassName();
      refuseTaken(name, chainClass, classes.put(name, chainClass), registry);
      registry.registerBeanDefinition(name, definition);
    }
  }

  private List<AnnotatedBeanDefinition> generatedClasses() {
    ClassPathScanningCandidateComponentProvider scanner = new GeneratedClasses(environment);
    scanner.setResourceLoader(resourceLoader);
    List<AnnotatedBeanDefinition> found = new ArrayList<>();
    if (AutoConfigurationPackages.has(beans)) {
      for (String inPackage : AutoConfigurationPackages.get(beans)) {
        for (BeanDefinition candidate : scanner.findCandidateComponents(inPackage)) {
          found.add((AnnotatedBeanDefinition) candidate);
        }
      }
    }
    found.sort(Comparator.comparing(candidate -> candidate.getMetadata().getClassName()));
    return found;
  }

  /** Reads what is said of the bean from the chain class, since the author writes only that. */
  private AnnotatedBeanDefinition definition(
      Class<?> chainClass, AnnotatedBeanDefinition generated) {
    AnnotatedGenericBeanDefinition definition = new AnnotatedGenericBeanDefinition(chainClass);
    definition.setScope(
        new AnnotationScopeMetadataResolver().resolveScopeMetadata(definition).getScopeName());
    AnnotationConfigUtils.processCommonDefinitionAnnotations(definition);
    definition.setBeanClass(load(generated.getMetadata().getClassName()));
    return definition;
  }

  private static String chainClassOf(AnnotationMetadata generated) {
    String[] interfaces = generated.getInterfaceNames();
    return interfaces.length > 0
        ? interfaces[0]
        : Objects.requireNonNull(generated.getSuperClassName());
  }

  private Class<?> load(String className) {
    return ClassUtils.resolveClassName(className, classLoader);
  }

  private static void refuseTaken(
      String name, String chainClass, @Nullable String other, BeanDefinitionRegistry registry) {
    if (other != null) {
      throw new ChainBeanNameException(
          name, chainClass, "the chain class '" + other + "' has that name");
    }
    if (registry.containsBeanDefinition(name)) {
      String type = registry.getBeanDefinition(name).getBeanClassName();
      throw new ChainBeanNameException(
          name, chainClass, "there is one of that name" + (type == null ? "" : ": " + type));
    }
  }

  /** Finds what the processor has generated of chain classes, not of schemas. */
  private static final class GeneratedClasses extends ClassPathScanningCandidateComponentProvider {
    GeneratedClasses(Environment environment) {
      super(false, environment);
      addIncludeFilter(new AnnotationTypeFilter(RunnelGenerated.class, false));
    }

    @Override
    protected boolean isCandidateComponent(AnnotatedBeanDefinition candidate) {
      AnnotationMetadata metadata = candidate.getMetadata();
      return metadata.isConcrete()
          && metadata.isIndependent()
          && (metadata.getInterfaceNames().length > 0
              || !Object.class.getName().equals(metadata.getSuperClassName()));
    }
  }
}
