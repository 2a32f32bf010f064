package dev.runnel.flink;

import dev.runnel.Runnel;
import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * The types of a chain, as Flink needs them.
 *
 * @param input the input
 * @param chunk the chunks
 * @param output the whole
 */
record ChainTypes<I, C, O>(
    TypeInformation<I> input, TypeInformation<C> chunk, TypeInformation<O> output)
    implements Serializable {

  /** Reads them from the method that a reference names. */
  @SuppressWarnings("unchecked") // the method's own types
  static <I, C, O> ChainTypes<I, C, O> of(ChainMethod<?, I, C, O> chain) {
    Method method = named(chain);
    JavaType[] types =
        JsonTypes.typeOf(method.getGenericReturnType()).findTypeParameters(Runnel.class);
    if (types.length != 3) {
      throw new IllegalArgumentException(
          "The method "
              + method.getName()
              + " of "
              + method.getDeclaringClass().getName()
              + " gives no Runnel whose types are known. Say them with FlinkChain.of(name,"
              + " factory, chain, input, chunk, output).");
    }
    return new ChainTypes<>(
        (TypeInformation<I>) JsonTypes.information(types[0]),
        (TypeInformation<C>) JsonTypes.information(types[1]),
        (TypeInformation<O>) JsonTypes.information(types[2]));
  }

  /** Returns the name of the method that a reference names. */
  static String nameOf(ChainMethod<?, ?, ?, ?> chain) {
    return named(chain).getName();
  }

  private static Method named(ChainMethod<?, ?, ?, ?> chain) {
    try {
      Method write = chain.getClass().getDeclaredMethod("writeReplace");
      write.setAccessible(true);
      SerializedLambda lambda = (SerializedLambda) write.invoke(chain);
      ClassLoader loader = chain.getClass().getClassLoader();
      Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
      Class<?>[] parameters =
          MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader)
              .parameterArray();
      if (!lambda.getImplMethodName().startsWith("lambda$")) {
        return find(owner, lambda.getImplMethodName(), parameters);
      }
    } catch (ReflectiveOperationException e) {
      throw unknown(e);
    }
    throw unknown(null);
  }

  private static Method find(Class<?> owner, String name, Class<?>[] parameters)
      throws NoSuchMethodException {
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && Arrays.equals(method.getParameterTypes(), parameters)
            && !method.isBridge()) {
          return method;
        }
      }
    }
    return owner.getMethod(name, parameters);
  }

  private static IllegalArgumentException unknown(@Nullable Throwable cause) {
    return new IllegalArgumentException(
        "The types of the chain are not known: they are read from a reference to the method that"
            + " gives it, such as Jokes::joke. For anything else say them with"
            + " FlinkChain.of(name, factory, chain, input, chunk, output).",
        cause);
  }
}
