package dev.runnel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of generated classes for those who know only the chain class, such as a framework
 * or a generic test.
 *
 * <p>The normal way is the constructor: {@code new JokesRunnables(model)} is checked by the
 * compiler and is plain code. This looks the class and its constructor up, each time; the instance
 * that it returns is the same.
 *
 * <p>Safe for use by many threads.
 */
public final class Generated {
  private static final String SUFFIX = "Runnables";

  private Generated() {}

  /**
   * Makes an instance of the class that the processor has generated for a chain class.
   *
   * <pre>{@code
   * Jokes jokes = Generated.of(Jokes.class, model); // as new JokesRunnables(model)
   * }</pre>
   *
   * <p>In a named module, a chain class that is not public, or whose package is not exported, must
   * be opened to {@code dev.runnel.runtime}.
   *
   * @param <T> the chain class
   * @param chainClass an interface or abstract class that declares chains
   * @param arguments what the generated class's constructor takes, in its order: what the chain
   *     class's own constructor takes, then the components
   * @return a new instance
   * @throws NotGeneratedException if there is no generated class: the annotation processor did not
   *     run; the message says how to configure it
   * @throws IllegalArgumentException if the class can be no chain class, if no constructor, or more
   *     than one, takes the arguments, or if the constructor is out of reach; the message says
   *     which constructors there are
   * @throws RunnelException if the constructor throws a checked exception, which is the cause;
   *     unchecked ones pass as they are
   */
  public static <T> T of(Class<T> chainClass, @Nullable Object... arguments) {
    Class<? extends T> generated = generated(chainClass);
    Constructor<?> constructor = constructor(generated, arguments);
    MethodHandle handle = handle(generated, constructor);
    try {
      return generated.cast(handle.asFixedArity().invokeWithArguments(arguments));
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Throwable failure) {
      throw new RunnelException(
          "The constructor of " + generated.getName() + " failed: " + failure, failure);
    }
  }

  private static <T> Class<? extends T> generated(Class<T> chainClass) {
    int modifiers = chainClass.getModifiers();
    if (!Modifier.isAbstract(modifiers) || Modifier.isFinal(modifiers)) {
      throw new IllegalArgumentException(
          chainClass.getName()
              + " is no chain class: that is an interface or an abstract class that declares chains."
              + " Pass that class, not the generated one.");
    }
    String name = generatedName(chainClass);
    try {
      Class<?> found = Class.forName(name, true, chainClass.getClassLoader());
      if (chainClass.isAssignableFrom(found)) {
        return found.asSubclass(chainClass);
      }
    } catch (ClassNotFoundException absent) {
      throw new NotGeneratedException(chainClass, name, absent);
    }
    throw new NotGeneratedException(chainClass, name, null);
  }

  /** As the processor does: a nested class's name has those of the classes around it before it. */
  private static String generatedName(Class<?> chainClass) {
    Deque<String> names = new ArrayDeque<>();
    for (Class<?> at = chainClass; at != null; at = at.getEnclosingClass()) {
      names.addFirst(at.getSimpleName());
    }
    String inPackage =
        chainClass.getPackageName().isEmpty() ? "" : chainClass.getPackageName() + ".";
    return inPackage + String.join("_", names) + SUFFIX;
  }

  private static Constructor<?> constructor(Class<?> generated, @Nullable Object[] arguments) {
    List<Constructor<?>> all = List.of(generated.getDeclaredConstructors());
    List<Constructor<?>> fitting =
        all.stream().filter(each -> fits(each.getParameterTypes(), arguments)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String given = Stream.of(arguments).map(Generated::typeOf).collect(Collectors.joining(", "));
    String there = all.stream().map(Generated::text).collect(Collectors.joining(" or "));
    throw new IllegalArgumentException(
        (fitting.isEmpty() ? "No constructor of " : "More than one constructor of ")
            + generated.getName()
            + " takes ("
            + given
            + "). Pass what "
            + there
            + " takes, in this order"
            + (fitting.isEmpty() ? "." : ", or call it with new."));
  }

  private static boolean fits(Class<?>[] parameters, @Nullable Object[] arguments) {
    if (parameters.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      Object argument = arguments[i];
      boolean fits =
          argument == null
              ? !parameters[i].isPrimitive()
              : MethodType.methodType(parameters[i]).wrap().returnType().isInstance(argument);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String typeOf(@Nullable Object argument) {
    return argument == null ? "null" : argument.getClass().getTypeName();
  }

  private static String text(Constructor<?> constructor) {
    String parameters =
        Stream.of(constructor.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
    return constructor.getDeclaringClass().getSimpleName() + parameters;
  }

  private static MethodHandle handle(Class<?> generated, Constructor<?> constructor) {
    Module module = generated.getModule();
    Generated.class.getModule().addReads(module);
    boolean open = module.isOpen(generated.getPackageName(), Generated.class.getModule());
    try {
      MethodHandles.Lookup lookup =
          open
              ? MethodHandles.privateLookupIn(generated, MethodHandles.lookup())
              : MethodHandles.publicLookup();
      return lookup.unreflectConstructor(constructor);
    } catch (IllegalAccessException closed) {
      throw new IllegalArgumentException(
          generated.getName()
              + " is out of reach. Call its constructor with new, or write 'opens "
              + generated.getPackageName()
              + " to dev.runnel.runtime;' in the module-info of "
              + module.getName()
              + ".",
          closed);
    }
  }
}
