package dev.runnel.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Our processor with a tool of the compiler that fails. */
final class FailingTool extends AbstractProcessor {
  private final RunnelProcessor processor = new RunnelProcessor();
  private final String tool;
  private final Class<?> type;
  private final String method;
  private final Throwable failure;

  FailingTool(String tool, Class<?> type, String method, Throwable failure) {
    this.tool = tool;
    this.type = type;
    this.method = method;
    this.failure = failure;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    processor.init(proxy(ProcessingEnvironment.class, environment, tool, this::failing));
  }

  private Object failing(Object real) {
    return proxy(
        type,
        real,
        method,
        unused -> {
          throw new UndeclaredThrowableException(failure);
        });
  }

  private static <T> T proxy(
      Class<T> type, Object real, String intercepted, UnaryOperator<Object> then) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> {
              try {
                boolean here = called.getName().equals(intercepted);
                if (here && type != ProcessingEnvironment.class) {
                  then.apply(real);
                }
                Object result = called.invoke(real, arguments);
                return here ? then.apply(result) : result;
              } catch (UndeclaredThrowableException wrapped) {
                throw wrapped.getUndeclaredThrowable();
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
    return type.cast(proxy);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }
}
