package dev.runnel.languageserver.compile;

/**
 * A place in an annotation for which offers are wanted.
 *
 * @param annotationAt where the annotation begins
 * @param attribute the attribute that is written
 * @param written what is written of its value, up to the cursor
 */
public record AskedValue(int annotationAt, String attribute, String written) {}
