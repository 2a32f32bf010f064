import * as vscode from 'vscode';
import { page, type Graph } from './graphPage';

/** Asks for the graph of the chain at a place; null if there is none that is right. */
export type Ask = (uri: string, place: vscode.Position) => Promise<Graph | null>;

/** A panel beside the code that shows the chain at the cursor, and keeps the last one elsewhere. */
export class GraphPanel implements vscode.Disposable {
  private readonly listeners: vscode.Disposable[];
  private panel: vscode.WebviewPanel | undefined;
  private asked = 0;

  constructor(private readonly ask: Ask) {
    this.listeners = [
      vscode.window.onDidChangeTextEditorSelection(event => this.follow(event.textEditor)),
      vscode.window.onDidChangeActiveTextEditor(editor => this.follow(editor)),
      vscode.workspace.onDidChangeTextDocument(event => {
        const editor = vscode.window.activeTextEditor;
        if (editor && editor.document === event.document) {
          void this.follow(editor);
        }
      }),
    ];
  }

  /** Opens the panel beside the editor, or brings it back, with the chain at the cursor. */
  async showAtCursor(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    this.open();
    await this.follow(editor);
  }

  /** Opens the panel beside the editor, or brings it back, with the chain at a place. */
  async show(uri: string, place: vscode.Position): Promise<void> {
    this.open();
    await this.draw(uri, place);
  }

  /** Draws the chain at the cursor anew: more may be known of it by now. */
  refresh(): void {
    void this.follow(vscode.window.activeTextEditor);
  }

  private open(): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return;
    }
    this.panel = vscode.window.createWebviewPanel(
      'runnel.graph', 'Chain', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    this.panel.webview.html = page(null);
    this.panel.onDidDispose(() => (this.panel = undefined));
  }

  private async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (this.panel && editor?.document.languageId === 'java') {
      await this.draw(editor.document.uri.toString(), editor.selection.active);
    }
  }

  private async draw(uri: string, place: vscode.Position): Promise<void> {
    const question = ++this.asked;
    const graph = await this.ask(uri, place);
    // The cursor may be elsewhere by now, and the panel closed.
    if (graph && this.panel && question === this.asked) {
      this.panel.title = graph.chain;
      this.panel.webview.html = page(graph);
    }
  }

  dispose(): void {
    this.listeners.forEach(each => each.dispose());
    this.panel?.dispose();
  }
}
