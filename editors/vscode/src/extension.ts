import * as vscode from 'vscode';
import type { Location } from 'vscode-languageclient/node';
import { GraphPanel } from './graphPanel';
import type { Graph } from './graphPage';
import { GRAPH, SHOW_CHAIN, SHOW_USERS, USERS } from './lenses';
import { Server } from './server';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const panel = new GraphPanel(graph);
  const started = new Server(context, () => panel.refresh());
  server = started;
  context.subscriptions.push(
    started,
    panel,
    vscode.commands.registerCommand('runnel.showGraph', () => panel.showAtCursor()),
    vscode.commands.registerCommand(SHOW_CHAIN, (uri: string, place: vscode.Position) => panel.show(uri, place)),
    vscode.commands.registerCommand(SHOW_USERS, showUsers),
    vscode.commands.registerCommand('runnel.restart', () => started.restart()),
  );
  await started.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}

async function graph(uri: string, place: vscode.Position): Promise<Graph | null> {
  return ask<Graph>(GRAPH, uri, { line: place.line, character: place.character });
}

/** Lists, at a step, the places where chains name it. */
async function showUsers(place: vscode.Position, uri: string, ...step: unknown[]): Promise<void> {
  const found = await ask<Location[]>(USERS, uri, ...step);
  const places = found?.map(each => server?.running()?.protocol2CodeConverter.asLocation(each));
  await vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), place, places ?? []);
}

/** Asks the server; null if there is no answer, or no server. */
async function ask<T>(command: string, ...given: unknown[]): Promise<T | null> {
  const client = server?.running();
  return client ? client.sendRequest<T | null>('workspace/executeCommand', { command, arguments: given }) : null;
}
