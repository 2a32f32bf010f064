package dev.runnel.spring;

import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.model.ChatModel;
import dev.runnel.model.Retriever;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which chain class lacks which component, and what to add, when an application fails. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ComponentFailureAnalyzer implements FailureAnalyzer {
  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      FailureAnalysis analysis = analyzeOne(at);
      if (analysis != null) {
        return new FailureAnalysis(analysis.getDescription(), analysis.getAction(), failure);
      }
    }
    return null;
  }

  private static @Nullable FailureAnalysis analyzeOne(Throwable failure) {
    if (failure instanceof ChainBeanNameException taken) {
      return new FailureAnalysis(
          String.valueOf(taken.getMessage()),
          "Give the bean another name: put @Component(\"...\") on '" + taken.chainClass() + "'.",
          taken);
    }
    return failure instanceof UnsatisfiedDependencyException unsatisfied
            && unsatisfied.getCause() instanceof NoSuchBeanDefinitionException cause
            && unsatisfied.getInjectionPoint() != null
            && isGenerated(unsatisfied.getInjectionPoint())
        ? component(unsatisfied.getInjectionPoint(), cause)
        : null;
  }

  private static boolean isGenerated(InjectionPoint point) {
    return point.getMember().getDeclaringClass().isAnnotationPresent(RunnelGenerated.class);
  }

  private static FailureAnalysis component(
      InjectionPoint point, NoSuchBeanDefinitionException cause) {
    Class<?> generated = point.getMember().getDeclaringClass();
    Class<?> chainClass =
        generated.getInterfaces().length > 0
            ? generated.getInterfaces()[0]
            : generated.getSuperclass();
    MethodParameter parameter = Objects.requireNonNull(point.getMethodParameter());
    Class<?> type = parameter.getParameterType();
    String needed =
        "The chain class '"
            + chainClass.getName()
            + "' needs "
            + name(parameter)
            + " of type '"
            + type.getName()
            + "', ";
    if (cause instanceof NoUniqueBeanDefinitionException several) {
      return several(needed, type, several);
    }
    return new FailureAnalysis(needed + "but no bean provides it.", toAdd(type), cause);
  }

  private static String name(MethodParameter parameter) {
    Executable constructor = parameter.getExecutable();
    java.lang.reflect.Parameter declared =
        constructor.getParameters()[parameter.getParameterIndex()];
    return declared.isNamePresent() ? "the component '" + declared.getName() + "'" : "a component";
  }

  private static FailureAnalysis several(
      String needed, Class<?> type, NoUniqueBeanDefinitionException several) {
    List<String> names =
        Objects.requireNonNullElse(several.getBeanNamesFound(), List.<String>of()).stream()
            .map(name -> name.startsWith("runnel.") ? name.substring("runnel.".length()) : name)
            .sorted()
            .toList();
    String action =
        "Put a @Qualifier with one of these names on the component's method"
            + (type == ChatModel.class
                ? ", or set the property '" + AdapterBeans.MODEL + "' to one of them."
                : ", or @Primary on one of the beans.");
    return new FailureAnalysis(
        needed + "and there are several: " + String.join(", ", names) + ".", action, several);
  }

  private static String toAdd(Class<?> type) {
    return AdapterBeans.isSpringAiKnown(ComponentFailureAnalyzer.class.getClassLoader())
        ? oneToAdd(type)
        : "The beans of Spring AI 1 are not adapted, only those of Spring AI 2, which needs Spring"
            + " Boot 4.\n"
            + oneToAdd(type);
  }

  private static String oneToAdd(Class<?> type) {
    if (type == ChatModel.class) {
      return "Add one of:\n"
          + "- a starter of Spring AI, such as org.springframework.ai:spring-ai-starter-model-openai"
          + "\n- a bean of a LangChain4j model, such as its OpenAiStreamingChatModel"
          + "\n- a bean of type '"
          + type.getName()
          + "'";
    }
    return type == Retriever.class
        ? "Add a VectorStore or DocumentRetriever of Spring AI, a ContentRetriever of LangChain4j,"
            + " or a bean of type '"
            + type.getName()
            + "'."
        : "Add a bean of type '"
            + type.getName()
            + "', or give the component's method a body that makes it.";
  }
}
