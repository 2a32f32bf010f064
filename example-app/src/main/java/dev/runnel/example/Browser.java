package dev.runnel.example;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;

/** The user's browser. */
final class Browser {
  private Browser() {}

  /** Shows a page where there is a desktop; where there is none, the user has its address. */
  static void show(URI page) {
    if (GraphicsEnvironment.isHeadless() || !Desktop.isDesktopSupported()) {
      return;
    }
    Desktop desktop = Desktop.getDesktop();
    if (!desktop.isSupported(Desktop.Action.BROWSE)) {
      return;
    }
    try {
      desktop.browse(page);
    } catch (IOException noBrowser) {
      System.getLogger(Browser.class.getName())
          .log(System.Logger.Level.DEBUG, "No browser could be opened.", noBrowser);
    }
  }
}
