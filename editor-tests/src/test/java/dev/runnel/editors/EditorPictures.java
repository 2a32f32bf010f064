package dev.runnel.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Draws the pictures of the page on editors from a real Neovim and a real VS Code that edit the
 * quickstart. The arguments are an empty folder to work in, and the folder of the pictures.
 */
final class EditorPictures {
  private final Terminal terminal;
  private final Path pictures;

  private EditorPictures(Terminal terminal, Path pictures) {
    this.terminal = terminal;
    this.pictures = pictures;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]).toRealPath();
    Quickstart project = Quickstart.copyInto(folder);
    Neovim neovim = Neovim.in(folder.resolve("home"), project);
    try (Terminal terminal =
        Terminal.run(
            folder.resolve("tmux"),
            project.folder(),
            neovim.environment(),
            Neovim.executable().orElseThrow().toString(),
            "+set signcolumn=number completeopt=menuone,noinsert number",
            "+highlight Pmenu ctermfg=15 ctermbg=8 | highlight PmenuSel ctermfg=0 ctermbg=12",
            "src/main/java/com/example/Jokes.java")) {
      new EditorPictures(terminal, Path.of(arguments[1])).draw();
    }
    Quickstart other = Quickstart.copyInto(folder.resolve("vscode"));
    VsCode.run(
        VsCode.home(folder.resolve("vscode-home"), other),
        other,
        "picture.mjs",
        Path.of(arguments[1], "editor-vscode.png").toAbsolutePath().toString());
  }

  private void draw() throws IOException, InterruptedException {
    terminal.await("interface Jokes");
    terminal.press("/\"model\"", "Enter", "l", "cw", "modle", "Escape");
    take("There is no step", "editor-mistake", "A wrong name of a step, marked while it is typed");

    terminal.press(":lua vim.lsp.buf.code_action()", "Enter");
    take("Change to", "editor-fix", "A quick fix changes the name to the one that was meant");
    terminal.press("q", "Enter", "Escape");

    terminal.press("/modle", "Enter", "cw", "C-x", "C-o");
    take("AiMessageChunk", "editor-completion", "The steps that fit there, with their types");
    terminal.press("C-y", "Escape", ":write", "Enter");

    terminal.press("/\"ask\"", "Enter", "l", ":lua vim.lsp.buf.hover()", "Enter");
    take("is read by", "editor-hover", "What a step reads and gives, and who reads it");

    terminal.press(":RunnelRename question", "Enter");
    take("ChatPrompt question(", "editor-rename", "A step that was renamed from its string");
  }

  /** Draws the screen once a text is on it. */
  private void take(String text, String name, String title)
      throws IOException, InterruptedException {
    String screen = terminal.await(text);
    Files.writeString(pictures.resolve(name + ".svg"), ScreenPicture.of(screen, title));
  }
}
