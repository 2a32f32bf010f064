import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, State, type LanguageClientOptions } from 'vscode-languageclient/node';
import { java, launch } from './java';
import { hasJavaServer, project } from './javaServer';
import { lenses } from './lenses';

/** Starts Runnel's language server, and starts it anew where what it was told has changed. */
export class Server implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel('Runnel', { log: true });
  private readonly files = vscode.workspace.createFileSystemWatcher('**/*.{java,xml,gradle,kts}');
  private readonly listeners: vscode.Disposable[];
  private client: LanguageClient | undefined;
  private asksJava = false;
  private last: Promise<void> = Promise.resolve();

  /** Takes what is to be told after each check of a file. */
  constructor(private readonly context: vscode.ExtensionContext, private readonly checked: () => void) {
    this.listeners = [
      this.log,
      this.files,
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('runnel')) {
          void this.restart();
        }
      }),
      vscode.extensions.onDidChange(() => {
        if (hasJavaServer() !== this.asksJava) {
          void this.restart();
        }
      }),
    ];
  }

  /** Returns the client of the server that runs; undefined if none does. */
  running(): LanguageClient | undefined {
    return this.client?.isRunning() ? this.client : undefined;
  }

  /** Starts the server, once what was begun before has ended. */
  restart(): Promise<void> {
    return this.afterwards(async () => {
      await this.end();
      await this.start();
    });
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return this.afterwards(() => this.end());
  }

  private afterwards(action: () => Promise<void>): Promise<void> {
    this.last = this.last.then(action).catch(problem => this.log.error(String(problem)));
    return this.last;
  }

  private async start(): Promise<void> {
    const settings = vscode.workspace.getConfiguration('runnel');
    const command = java(settings.get<string>('java'));
    const jar = settings.get<string>('server') || this.context.asAbsolutePath(path.join('dist', 'server.jar'));
    this.asksJava = hasJavaServer();
    this.client = new LanguageClient('runnel', 'Runnel', () => launch(command, jar), this.options(settings));
    this.client.onRequest('runnel/project', (document: { uri: string }) => project(document.uri));
    // A client that does not start tells the author, and stays as it is until a setting changes.
    await this.client.start();
  }

  private options(settings: vscode.WorkspaceConfiguration): LanguageClientOptions {
    const diagnostics = settings.get<string>('diagnostics');
    return {
      documentSelector: [{ scheme: 'file', language: 'java' }],
      outputChannel: this.log,
      initializationOptions: {
        javaServer: this.asksJava,
        diagnostics: diagnostics === 'automatic' ? undefined : diagnostics,
        quietMillis: settings.get<number>('quietMillis'),
        maven: {
          executable: settings.get<string>('maven.executable') || undefined,
          offline: settings.get<boolean>('maven.offline'),
        },
      },
      synchronize: { fileEvents: this.files },
      middleware: {
        provideCodeLenses: lenses,
        handleDiagnostics: (uri, diagnostics, next) => {
          next(uri, diagnostics);
          this.checked();
        },
      },
    };
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.state === State.Starting) {
      // After a crash it starts by itself.
      await client.start();
    }
    if (client?.isRunning()) {
      await client.stop();
    }
  }

  dispose(): void {
    this.listeners.forEach(each => each.dispose());
  }
}
