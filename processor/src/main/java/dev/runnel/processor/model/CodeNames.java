package dev.runnel.processor.model;

/**
 * The names that generated code has for a step, unique in its chain.
 *
 * @param variable a name in lower camel case
 * @param constant a name in upper case
 */
public record CodeNames(String variable, String constant) {}
