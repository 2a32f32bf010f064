package dev.runnel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Nothing is added to what a published module brings unless the page says so. */
class DependenciesTest {
  @Test
  void thePageSaysWhatEachModuleBrings() throws IOException {
    assumeTrue(DependenciesPage.allWereBuilt(), "Not all modules were built with this one.");

    assertThat(DependenciesPage.text())
        .as("Run the main method of DependenciesPage, and look at what has changed.")
        .isEqualTo(Files.readString(DependenciesPage.PAGE));
  }
}
