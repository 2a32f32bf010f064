// Takes the picture of VS Code: a wrong name, what flows before it, and the graph beside the code.
import { join } from "node:path";
import { open } from "./vscode.mjs";

const [extension, picture] = process.argv.slice(2);
const programs = join(process.env.HOME, "bin");
const editor = await open({
  folder: process.cwd(),
  file: "src/main/java/com/example/Jokes.java",
  extension,
  more: {
    "files.autoSave": "off",
    "runnel.java": join(programs, "java"),
    "runnel.maven.executable": join(programs, "mvn"),
    "workbench.statusBar.visible": false,
    "workbench.activityBar.location": "hidden",
  },
  size: { width: 1360, height: 700 },
});
try {
  await editor.command("View: Toggle Primary Side Bar Visibility");
  await editor.await("hints are shown", () => editor.lines(), (lines) => lines.some((line) => line.includes("→ AiMessageChunk*")));
  await editor.select("joke();");
  await editor.press("ArrowLeft");
  await editor.command("Runnel: Show the Graph of the Chain at the Cursor");
  await editor.await("the graph is shown", () => editor.graph(), (graph) => graph !== null);
  await editor.select('"model"');
  await editor.press("Delete");
  await editor.write('"modle');
  await editor.await("a mistake is shown", () => editor.underlined(), (wrong) => wrong.length > 0);
  await editor.dismiss(".suggest-widget.visible");
  await editor.await("hints are of now", () => editor.lines(), (lines) => !lines.some((line) => line.includes("AiMessageChunk*")));
  await editor.press("Control+k", "Control+i");
  await editor.page.locator(".monaco-hover:not(.hidden)", { hasText: "Quick Fix" }).waitFor();
  await editor.picture(picture);
} finally {
  await editor.close();
}
