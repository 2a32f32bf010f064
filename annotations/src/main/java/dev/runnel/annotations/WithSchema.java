package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates the JSON schema of a record, an enum, a class or a sealed type: for {@code Country} the
 * class {@code CountrySchema}, in the same package.
 *
 * <pre>{@code
 * @WithSchema
 * record Country(String name, long population) {}
 *
 * String schema = CountrySchema.SCHEMA.toJson();
 * Country country = CountrySchema.reader().read(text);
 * }</pre>
 *
 * <p>The schema says what Jackson reads. Its generated class needs what the runtime brings; without
 * chains, the artifact {@code runnel-schema} is enough.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WithSchema {}
