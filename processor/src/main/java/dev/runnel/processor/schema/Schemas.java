package dev.runnel.processor.schema;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Result;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Writes the JSON schemas of types: JSON Schema 2020-12 that says what Jackson 3 reads, with all
 * default settings. The root of a type that is read from an object is that object itself. Valid for
 * one round of processing.
 */
public final class Schemas {
  private final Elements elements;
  private final Types types;

  /**
   * Builds upon the compiler's types.
   *
   * @param elements the compiler's elements
   * @param types the compiler's types
   */
  public Schemas(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /**
   * Writes the schema of a type that is read.
   *
   * @param type the type
   * @param at where errors about the type itself are shown
   * @return the schema, or why there is none; a type that does not exist is a problem of kind
   *     {@code MISSING_TYPE}
   */
  public Result<Schema> of(TypeMirror type, Position at) {
    return of(type, at, SchemaUse.READ);
  }

  /**
   * Writes the schema of a type.
   *
   * @param type the type
   * @param at where errors about the type itself are shown
   * @param use whether the type is read or written
   * @return the schema, or why there is none
   */
  public Result<Schema> of(TypeMirror type, Position at, SchemaUse use) {
    return writer(use).ofType(type, new Site(at, Names.shown(type)));
  }

  /**
   * Writes the schema of an object with one property for each parameter of a method, as the
   * arguments of a tool are.
   *
   * @param method the method
   * @param leftOut names of parameters that are no properties
   * @return the schema, or why there is none
   */
  public Result<Schema> ofParameters(ExecutableElement method, List<String> leftOut) {
    return writer(SchemaUse.READ).ofParameters(method, leftOut);
  }

  /**
   * Writes the schema of an object with one property.
   *
   * @param name the name of the property
   * @param type its type
   * @param at what has it: errors are shown there
   * @return the schema, or why there is none
   */
  public Result<Schema> ofProperty(String name, TypeMirror type, Element at) {
    return writer(SchemaUse.READ).ofProperty(name, type, at);
  }

  /**
   * Describes a type or a method, as schemas do.
   *
   * @param element the type or method
   * @return what an annotation says, else the main text of its Javadoc; empty if there is neither
   */
  public String description(Element element) {
    return new Descriptions(elements).ofType(element);
  }

  private SchemaWriter writer(SchemaUse use) {
    return new SchemaWriter(elements, types, use);
  }
}
