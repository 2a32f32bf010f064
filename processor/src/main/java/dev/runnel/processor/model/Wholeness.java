package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * Says how the chunks of a source become the whole that is asked for: {@code chunkConversion} on
 * each chunk, then the rule, then {@code conversion} on its result.
 *
 * @param rule how chunks add up
 * @param chunkConversion what is done to each chunk first; only {@link WholeRule.ListOf} has any
 * @param chunkType the chunks that the rule takes
 * @param ruleType what the rule gives
 * @param conversion what is done to the rule's result
 * @param type what comes out at the end
 */
public record Wholeness(
    WholeRule rule,
    Conversion chunkConversion,
    TypeName chunkType,
    TypeName ruleType,
    Conversion conversion,
    TypeName type) {}
