package dev.runnel.spring;

import dev.runnel.model.ChatModel;
import dev.runnel.model.Retriever;
import dev.runnel.springai.CancellableCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * Makes a component for chains of each model and retriever of Spring AI and LangChain4j. It is
 * taken where the application has no component of its own, and it answers to the name of the bean
 * that it adapts, as a qualifier.
 */
final class AdapterBeans implements ImportBeanDefinitionRegistrar {
  /** Names the property that chooses among several models. */
  static final String MODEL = "runnel.model";

  private static final String SPRING_AI = "org.springframework.ai.";
  private static final String LANGCHAIN4J = "dev.langchain4j.";

  /** What can be adapted. Of each library and each kind of component, the first one that exists. */
  private static final List<List<Source>> SOURCES =
      List.of(
          List.of(new Source(ChatModel.class, SPRING_AI + "chat.model.ChatModel", "SpringAi")),
          List.of(
              new Source(
                  ChatModel.class, LANGCHAIN4J + "model.chat.StreamingChatModel", "LangChain4j"),
              new Source(ChatModel.class, LANGCHAIN4J + "model.chat.ChatModel", "LangChain4j")),
          List.of(
              new Source(
                  Retriever.class,
                  SPRING_AI + "rag.retrieval.search.DocumentRetriever",
                  "SpringAiRag"),
              new Source(
                  Retriever.class, SPRING_AI + "vectorstore.VectorStore", "SpringAiVectorStore")),
          List.of(
              new Source(
                  Retriever.class,
                  LANGCHAIN4J + "rag.content.retriever.ContentRetriever",
                  "LangChain4j")));

  /** The models whose HTTP client takes interceptors. */
  private static final Set<String> WITH_INTERCEPTORS =
      Set.of(SPRING_AI + "openai.OpenAiChatModel", SPRING_AI + "anthropic.AnthropicChatModel");

  private final ListableBeanFactory beans;
  private final ClassLoader classLoader;
  private final Environment environment;

  /** A type of another library, and the class in this package that adapts it. */
  private record Source(Class<?> component, String type, String adapter) {
    String adapterName() {
      return AdapterBeans.class.getPackageName() + "." + adapter + "Adapter";
    }

    String method() {
      return "of" + type.substring(type.lastIndexOf('.') + 1);
    }
  }

  /** Takes what Spring gives a registrar, by the types of the parameters. */
  AdapterBeans(BeanFactory beans, ClassLoader classLoader, Environment environment) {
    this.beans = (ListableBeanFactory) beans;
    this.classLoader = classLoader;
    this.environment = environment;
  }

  @Override
  public void registerBeanDefinitions(AnnotationMetadata about, BeanDefinitionRegistry registry) {
    List<String> models = new ArrayList<>(names(ChatModel.class));
    @Nullable String chosen = environment.getProperty(MODEL);
    for (List<Source> alternatives : SOURCES) {
      for (Source source : alternatives) {
        List<String> names = names(source);
        for (String name : names) {
          RootBeanDefinition adapter = adapter(source, name, chosen);
          if (areCallsCancellable(name, registry)) {
            cancelCalls(adapter);
          }
          registry.registerBeanDefinition(adapterOf(name), adapter);
        }
        if (source.component() == ChatModel.class) {
          models.addAll(names);
        }
        if (!names.isEmpty()) {
          break;
        }
      }
    }
    if (chosen != null && !chosen.isBlank()) {
      choose(chosen, models, registry);
    }
  }

  private static String adapterOf(String name) {
    return "runnel." + name;
  }

  private RootBeanDefinition adapter(Source source, String name, @Nullable String chosen) {
    RootBeanDefinition adapter =
        new RootBeanDefinition(ClassUtils.resolveClassName(source.adapterName(), classLoader));
    adapter.setFactoryMethodName(source.method());
    adapter.setTargetType(source.component());
    adapter
        .getConstructorArgumentValues()
        .addIndexedArgumentValue(0, new RuntimeBeanReference(name));
    adapter.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
    adapter.setFallback(!name.equals(chosen));
    return adapter;
  }

  /**
   * Tells whether Spring AI itself makes a model: then its HTTP client has the interceptor of
   * {@link RunnelSpringAiAutoConfiguration}. Of a model that the application makes it is not known.
   */
  private boolean areCallsCancellable(String name, BeanDefinitionRegistry registry) {
    if (!registry.containsBeanDefinition(name)
        || names(CancellableCalls.class).isEmpty()
        || !(registry.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition)) {
      return false;
    }
    @Nullable MethodMetadata method = definition.getFactoryMethodMetadata();
    return method != null
        && method.getDeclaringClassName().startsWith(SPRING_AI)
        && WITH_INTERCEPTORS.contains(method.getReturnTypeName());
  }

  private static void cancelCalls(RootBeanDefinition adapter) {
    adapter.setFactoryMethodName("ofCancellableChatModel");
    adapter
        .getConstructorArgumentValues()
        .addIndexedArgumentValue(1, new RuntimeBeanReference(CancellableCalls.class));
  }

  /**
   * Tells whether the Spring AI of the class path is one that can be adapted, or there is none.
   * That for Spring Boot 3.5 has another API of the same names.
   */
  static boolean isSpringAiKnown(ClassLoader classLoader) {
    String options = SPRING_AI + "chat.prompt.ChatOptions";
    return !ClassUtils.isPresent(options, classLoader)
        || ClassUtils.hasMethod(ClassUtils.resolveClassName(options, classLoader), "mutate");
  }

  private List<String> names(Source source) {
    boolean isKnown = !source.type().startsWith(SPRING_AI) || isSpringAiKnown(classLoader);
    return isKnown && ClassUtils.isPresent(source.type(), classLoader)
        ? names(ClassUtils.resolveClassName(source.type(), classLoader))
        : List.of();
  }

  private List<String> names(Class<?> type) {
    return List.of(beans.getBeanNamesForType(type, true, false));
  }

  private static void choose(String chosen, List<String> models, BeanDefinitionRegistry registry) {
    if (!models.contains(chosen)) {
      throw new IllegalArgumentException(
          "The property '"
              + MODEL
              + "' names '"
              + chosen
              + "', but "
              + (models.isEmpty()
                  ? "there is no bean of a chat model."
                  : "the chat models are " + models + "."));
    }
    String bean = registry.containsBeanDefinition(adapterOf(chosen)) ? adapterOf(chosen) : chosen;
    registry.getBeanDefinition(bean).setPrimary(true);
  }
}
