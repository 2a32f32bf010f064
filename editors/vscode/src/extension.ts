import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type Location } from 'vscode-languageclient/node';
import { GraphPanel } from './graphPanel';
import type { Graph } from './graphPage';
import { project } from './javaServer';

/** The command of the server; the client offers it to VS Code under this name, too. */
const GRAPH = 'runnel.graph';

/** Asks for the places that name a step. */
const USERS = 'runnel.users';

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const panel = new GraphPanel(graph);
  context.subscriptions.push(
    panel,
    vscode.commands.registerCommand('runnel.showGraph', () => panel.show()),
    vscode.commands.registerCommand('runnel.restart', () => restart(context)),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('runnel')) {
        void restart(context);
      }
    }),
  );
  await start(context);
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration('runnel');
  const jar = settings.get<string>('server') || context.asAbsolutePath(path.join('dist', 'server.jar'));
  const options: LanguageClientOptions = {
    documentSelector: [{ scheme: 'file', language: 'java' }],
    initializationOptions: {
      javaServer: true,
      diagnostics: settings.get<string>('diagnostics'),
      quietMillis: settings.get<number>('quietMillis'),
    },
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{java,xml,gradle,kts}'),
    },
    middleware: {
      // The lens above a chain opens the panel, rather than asking for data that nobody shows.
      executeCommand: async (command, args, next) => {
        if (command === GRAPH && args.length > 2) {
          return vscode.commands.executeCommand('runnel.showGraph');
        }
        const answer: unknown = await next(command, args);
        return command === USERS ? showUsers(args[0], answer as Location[]) : answer;
      },
    },
  };
  client = new LanguageClient('runnel', 'Runnel', { command: java(settings), args: ['-jar', jar] }, options);
  client.onRequest('runnel/project', (document: { uri: string }) => project(document.uri));
  await client.start();
}

/** Lists the places that the lens above a step counts. */
async function showUsers(uri: string, found: Location[]): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const places = found.map(each => client?.protocol2CodeConverter.asLocation(each));
  if (editor) {
    await vscode.commands.executeCommand(
      'editor.action.showReferences', vscode.Uri.parse(uri), editor.selection.active, places);
  }
}

async function restart(context: vscode.ExtensionContext): Promise<void> {
  await client?.stop();
  await start(context);
}

function java(settings: vscode.WorkspaceConfiguration): string {
  const home = process.env['JAVA_HOME'];
  return settings.get<string>('java') || (home ? path.join(home, 'bin', 'java') : 'java');
}

async function graph(uri: string, place: vscode.Position): Promise<Graph | null> {
  return client?.isRunning()
    ? client.sendRequest<Graph | null>('workspace/executeCommand', {
        command: GRAPH,
        arguments: [uri, { line: place.line, character: place.character }],
      })
    : null;
}
