import * as vscode from 'vscode';
import type { LanguageClient, RenameMiddleware, RenameRegistrationOptions } from 'vscode-languageclient/node';
import { JavaServer } from './javaServer';

/** What the processor's generated classes bear: they follow their sources by themselves. */
const GENERATED = '@RunnelGenerated';

/** Finds where the name at a place is declared; undefined if nothing there is known. */
type Declaration = (uri: vscode.Uri, position: vscode.Position) => Promise<vscode.Location | undefined>;

/**
 * Lets the Java server rename what is Java, wherever that is, together with the names in strings that only
 * Runnel's server knows. VS Code takes what one provider answers: so ours has to ask the other.
 */
export class JointRenames {
  private asksOthers = false;

  constructor(private readonly declaration: Declaration) {}

  readonly middleware: Required<RenameMiddleware> = {
    prepareRename: async (document, position, token, next) =>
      this.asksOthers ? null : next(document, position, token),

    provideRenameEdits: async (document, position, name, token, next) => {
      if (this.asksOthers) {
        return null;
      }
      const ours = await next(document, position, name, token);
      if (!ours || !JavaServer.isThere()) {
        return ours;
      }
      const declared = await this.declaration(document.uri, position);
      const javas = declared && (await this.others(declared, name));
      return javas ? joined(javas, ours) : ours;
    },
  };

  /** Asks VS Code for a rename as if we were not there; undefined if nobody else knows the name. */
  private async others(place: vscode.Location, name: string): Promise<vscode.WorkspaceEdit | undefined> {
    this.asksOthers = true;
    try {
      return await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
        'vscode.executeDocumentRenameProvider', place.uri, place.range.start, name);
    } catch {
      // That is how VS Code says that no one can: the Java server may not have read the project yet.
      return undefined;
    } finally {
      this.asksOthers = false;
    }
  }
}

/** Moves the client's rename before those of others: VS Code asks first who has come last. */
export function putFirst(client: LanguageClient, documentSelector: { scheme: string; language: string }[]): void {
  const renames = client.getFeature('textDocument/rename');
  const registerOptions: RenameRegistrationOptions = { documentSelector, prepareProvider: true };
  renames.clear();
  renames.register({ id: 'runnel.rename', registerOptions });
}

/** Adds to the changes of the Java server those of ours that it does not know of. */
async function joined(javas: vscode.WorkspaceEdit, ours: vscode.WorkspaceEdit): Promise<vscode.WorkspaceEdit> {
  const all = new Map<string, [vscode.Uri, vscode.TextEdit[]]>();
  for (const [uri, edits] of javas.entries()) {
    if (!(await isGenerated(uri))) {
      all.set(uri.toString(), [uri, edits]);
    }
  }
  for (const [uri, edits] of ours.entries()) {
    const [, known] = all.get(uri.toString()) ?? [uri, []];
    const more = edits.filter(edit => !known.some(other => other.range.intersection(edit.range)));
    all.set(uri.toString(), [uri, [...known, ...more]]);
  }
  const edit = new vscode.WorkspaceEdit();
  all.forEach(([uri, edits]) => edit.set(uri, edits));
  return edit;
}

async function isGenerated(uri: vscode.Uri): Promise<boolean> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  return new TextDecoder().decode(bytes).includes(GENERATED);
}
