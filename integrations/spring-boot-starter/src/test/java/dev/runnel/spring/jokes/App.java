package dev.runnel.spring.jokes;

import dev.runnel.TextChain;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Names no generated class. */
@Configuration(proxyBeanMethods = false)
@AutoConfigurationPackage
public class App {
  @Bean
  String language() {
    return "Dutch";
  }

  /** Lets tests reach a class that only its package sees. */
  @Bean
  PunChain punChain(@Lazy Puns puns) {
    return new PunChain(puns);
  }

  /** Holds the chain of a class that is not public. */
  public static final class PunChain {
    private final Puns puns;

    @Autowired
    PunChain(Puns puns) {
      this.puns = puns;
    }

    /** Returns the chain. */
    public TextChain<String> chain() {
      return puns.pun();
    }
  }
}
