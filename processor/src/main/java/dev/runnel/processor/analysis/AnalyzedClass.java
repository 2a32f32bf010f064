package dev.runnel.processor.analysis;

import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.StandIn;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/**
 * What the analysis of a class found.
 *
 * @param type the class
 * @param model what to generate; empty if it declares no chains, or if nothing can implement it
 * @param standIn what to generate where nothing can implement it
 * @param report what is wrong
 */
public record AnalyzedClass(
    TypeElement type, Optional<ChainClass> model, Optional<StandIn> standIn, Report report) {}
