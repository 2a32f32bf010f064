import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, State, type LanguageClientOptions, type Location } from 'vscode-languageclient/node';
import { java, launch } from './java';
import { JavaServer } from './javaServer';
import { lenses } from './lenses';
import { JointRenames, putFirst } from './renames';

const SELECTOR = [{ scheme: 'file', language: 'java' }];

/** Starts Runnel's language server, and starts it anew where what it was told has changed. */
export class Server implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel('Runnel', { log: true });
  private readonly files = vscode.workspace.createFileSystemWatcher('**/*.{java,xml,gradle,kts}');
  private readonly listeners: vscode.Disposable[];
  private readonly renames = new JointRenames((uri, position) => this.declaration(uri, position));
  private client: LanguageClient | undefined;
  private javaServer: JavaServer | undefined;
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
        if (JavaServer.isThere() !== (this.javaServer !== undefined)) {
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
    const javaServer = JavaServer.isThere() ? this.besides() : undefined;
    this.javaServer = javaServer;
    this.client = new LanguageClient('runnel', 'Runnel', () => launch(command, jar), this.options(settings));
    this.client.onRequest('runnel/project', ({ uri }: { uri: string }) => javaServer?.project(uri) ?? null);
    // A client that does not start tells the author, and stays as it is until a setting changes.
    await this.client.start();
  }

  /** Returns the Java server, which is asked from now on, and listened to. */
  private besides(): JavaServer {
    return new JavaServer(
      () => {
        const client = this.running();
        if (client) {
          putFirst(client, SELECTOR);
        }
      },
      () => void this.running()?.sendNotification('runnel/projectsChanged'),
    );
  }

  private async declaration(uri: vscode.Uri, position: vscode.Position): Promise<vscode.Location | undefined> {
    const client = this.running();
    const found = await client?.sendRequest<Location[]>('textDocument/definition', {
      textDocument: { uri: uri.toString() },
      position: { line: position.line, character: position.character },
    });
    return found?.[0] && client?.protocol2CodeConverter.asLocation(found[0]);
  }

  private options(settings: vscode.WorkspaceConfiguration): LanguageClientOptions {
    const diagnostics = settings.get<string>('diagnostics');
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      initializationOptions: {
        javaServer: this.javaServer !== undefined,
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
        ...this.renames.middleware,
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
    this.javaServer?.dispose();
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
