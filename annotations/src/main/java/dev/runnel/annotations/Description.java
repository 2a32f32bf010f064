package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says to a model what a type, a component of a record, a field or a parameter means. It stands in
 * the JSON schema.
 *
 * <p>Javadoc says the same where this annotation is absent, but only of classes that are compiled
 * from source together with what needs their schema.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.TYPE,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER
})
public @interface Description {
  /**
   * Gives the text.
   *
   * @return the text, in plain words
   */
  String value();
}
