import * as vscode from 'vscode';

const JAVA = 'redhat.java';
const SOURCES = 'org.eclipse.jdt.ls.core.sourcePaths';

/** What Runnel's server wants to know of a project. */
export interface Project {
  root: string;
  sources: string[];
  classPath: string[];
}

/** What we use of the extension that runs Eclipse's Java server. */
interface JavaExtension {
  readonly serverMode: string;
  readonly onDidServerModeChange: vscode.Event<unknown>;
  readonly onDidProjectsImport: vscode.Event<unknown>;
  readonly onDidClasspathUpdate: vscode.Event<unknown>;
  serverReady(): Promise<boolean>;
}

/** Eclipse's Java server, as long as one of ours runs beside it. */
export class JavaServer implements vscode.Disposable {
  private readonly listeners: vscode.Disposable[] = [];
  private extension: Promise<JavaExtension | undefined> | undefined;
  private wasAsked = false;
  private isDisposed = false;

  /** Takes what to do when it has started, and when it may answer otherwise than before. */
  constructor(private readonly started: () => void, private readonly changed: () => void) {}

  /** Tells whether the extension that runs it is there, and switched on. */
  static isThere(): boolean {
    return vscode.extensions.getExtension(JAVA) !== undefined;
  }

  /** Asks it about the project of a file; null if it does not know any. */
  async project(uri: string): Promise<Project | null> {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
    this.extension ??= this.activate();
    const java = await this.extension;
    if (!folder || !java) {
      return null;
    }
    if (java.serverMode === 'LightWeight') {
      // It reads no project then, and is not ready before somebody changes that.
      this.wasAsked = true;
      return null;
    }
    await java.serverReady();
    this.wasAsked = true;
    const settings = await ask<Record<string, string[]>>('java.project.getSettings', uri, [SOURCES]);
    const paths = await ask<{ classpaths: string[] }>(
      'java.project.getClasspaths', uri, JSON.stringify({ scope: 'test' }));
    const sources = settings?.[SOURCES];
    return sources && paths
      ? { root: folder.uri.fsPath, sources, classPath: paths.classpaths }
      : null;
  }

  private async activate(): Promise<JavaExtension | undefined> {
    const java = await vscode.extensions.getExtension<JavaExtension>(JAVA)?.activate();
    if (java && !this.isDisposed) {
      const changed = () => this.hasChanged();
      this.listeners.push(
        java.onDidServerModeChange(() => {
          this.started();
          changed();
        }),
        java.onDidProjectsImport(changed),
        java.onDidClasspathUpdate(changed),
      );
    }
    return java;
  }

  /** Tells of a change once: of those that come before it is asked again, nobody needs to know. */
  private hasChanged(): void {
    if (this.wasAsked) {
      this.wasAsked = false;
      this.changed();
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.listeners.forEach(each => each.dispose());
  }
}

function ask<T>(command: string, uri: string, argument: unknown): Thenable<T | undefined> {
  return vscode.commands.executeCommand<T>('java.execute.workspaceCommand', command, uri, argument);
}
