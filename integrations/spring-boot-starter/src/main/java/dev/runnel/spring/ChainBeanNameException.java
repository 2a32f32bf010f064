package dev.runnel.spring;

import java.io.Serial;
import org.springframework.beans.factory.BeanDefinitionStoreException;

/** Says that the bean of a chain class would have the name of another bean. */
final class ChainBeanNameException extends BeanDefinitionStoreException {
  @Serial private static final long serialVersionUID = 1L;

  private final String chainClass;

  ChainBeanNameException(String name, String chainClass, String why) {
    super(
        "The chain class '"
            + chainClass
            + "' cannot be the bean '"
            + name
            + "', since "
            + why
            + ".");
    this.chainClass = chainClass;
  }

  String chainClass() {
    return chainClass;
  }
}
