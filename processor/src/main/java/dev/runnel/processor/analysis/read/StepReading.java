package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.PromptStep;
import java.util.Optional;

/**
 * What reading a step's method found.
 *
 * @param member the method
 * @param declared the step; empty if it cannot be one
 * @param prompt what to generate for a prompt; empty if it is none or is wrong
 * @param report what is wrong with it
 */
public record StepReading(
    Member member, Optional<DeclaredStep> declared, Optional<PromptStep> prompt, Report report) {}
