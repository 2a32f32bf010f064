package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The compressed texts were made by the npm package lz-string. */
class LzStringTest {
  private static void reads(String compressed, String text) {
    assertThat(new LzString(compressed).text()).hasValue(text);
  }

  @Test
  void readsWhatTheJavaScriptLibraryHasWritten() {
    reads("N4XyA", "{}");
    reads(
        "N4Igxg9gdgZglgcwK4CcCGAjANgUxALlABccBbABx3SNT3wAYA6AVgF9Wg",
        "{\"configurable\":{\"temperature\":0.5}}");
    reads(
        "N4IghiBc4EZnD5MS5bUfVzPt9wfkYScWaReVZTdXbQ-U4y826x+15xyAL5A",
        "{\"a\":\"" + "ab".repeat(300) + "\"}");
  }

  @Test
  void isEmptyForWhatIsCutOff() {
    assertThat(new LzString("N4Igxg9gdgZ").text()).isEmpty();
    assertThat(new LzString("").text()).isEmpty();
  }
}
