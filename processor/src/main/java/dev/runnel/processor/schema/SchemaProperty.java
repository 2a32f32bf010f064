package dev.runnel.processor.schema;

import javax.lang.model.type.TypeMirror;

/**
 * One property of the JSON objects that a type is read from.
 *
 * @param json its name in JSON
 * @param type its type in Java
 */
public record SchemaProperty(String json, TypeMirror type) {}
