package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;

/**
 * Code that stands for a value.
 *
 * @param code the code
 * @param isName whether it is the name of a variable, which may be used any number of times
 */
record Expression(CodeBlock code, boolean isName) {
  /** Names a variable. */
  static Expression name(String name) {
    return new Expression(CodeBlock.of("$L", name), true);
  }

  /** Takes code that is to be evaluated once. */
  static Expression of(CodeBlock code) {
    return new Expression(code, false);
  }
}
