package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredGuard;
import java.util.List;

/**
 * A guard whose fallbacks are found.
 *
 * @param declared what is declared
 * @param fallbacks those fallbacks that are steps or chains without errors, in their order
 */
public record NamedGuard(DeclaredGuard declared, List<NamedStep> fallbacks) {}
