package dev.runnel.processor.model;

/**
 * An abstract method that cannot be generated as it should: it is implemented by throwing, so that
 * the generated class compiles and the one error is ours.
 *
 * @param method the method
 * @param diagnostic the error's text, as reported
 */
public record BrokenMethod(MethodSignature method, String diagnostic) {}
