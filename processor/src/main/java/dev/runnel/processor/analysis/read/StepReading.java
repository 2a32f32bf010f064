package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.PromptStep;
import org.jspecify.annotations.Nullable;

/**
 * Is what reading a step's method found.
 *
 * @param member the method
 * @param declaration the step; null if it cannot be one
 * @param prompt what to generate for a prompt; null if it is none or is wrong
 * @param report what is wrong with it
 */
public record StepReading(
    Member member,
    @Nullable StepDeclaration declaration,
    @Nullable PromptStep prompt,
    Report report) {}
