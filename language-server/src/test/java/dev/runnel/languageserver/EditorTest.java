package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import org.eclipse.lsp4j.ClientCapabilities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditorTest {
  /** The protocol allows no other requests of this kind; Helix logs each as an error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{}                                                                                        |",
        "{\"workspace\": {}}                                                                       |",
        "{\"workspace\": {\"inlayHint\": {}, \"codeLens\": {\"refreshSupport\": false}}}             |",
        "{\"workspace\": {\"inlayHint\": {\"refreshSupport\": true}}}                               | hints",
        "{\"workspace\": {\"codeLens\": {\"refreshSupport\": true}}}                                | lenses",
      })
  void anEditorIsOnlyAskedToDrawAnewWhatItCan(String capabilities, String redrawn) {
    PlayedEditor played = new PlayedEditor();
    Editor editor = new Editor();
    editor.connect(played);
    editor.refresh();
    editor.configure(new Gson().fromJson(capabilities, ClientCapabilities.class));
    editor.refresh();
    assertThat(String.join(" ", played.redrawn())).isEqualTo(redrawn == null ? "" : redrawn);
  }
}
