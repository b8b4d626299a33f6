import { spawn } from 'node:child_process';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/**
 * A language server under measurement: one document, changes of one character, and how long its answers take.
 */
export class MeasuredServer {
  /** @param {string} name @param {string[]} command */
  constructor(name, command) {
    this.name = name;
    const [file = '', ...args] = command;
    this.child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    /** @type {((at: number, diagnostics: number) => void) | undefined} */
    this.onDiagnostics = undefined;
    this.connection.onNotification('textDocument/publishDiagnostics', ({ version, diagnostics }) => {
      if (version === undefined || version === this.version)
        this.onDiagnostics?.(performance.now(), diagnostics.length);
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/configuration', () => []);
    this.connection.listen();
    this.uri = 'file:///bench/model.upsell';
    this.version = 1;
  }

  async start() {
    const { capabilities } = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    await this.connection.sendNotification('initialized', {});
    this.hints = capabilities.inlayHintProvider === true || typeof capabilities.inlayHintProvider === 'object';
  }

  /** @param {string} text */
  async open(text) {
    const diagnostics = this.nextDiagnostics();
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: 'upsell', version: ++this.version, text },
    });
    return diagnostics;
  }

  async close() {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /**
   * Replaces one character; the time to the diagnostics of that version, and to the hints of 60 lines around where the
   * server has any.
   * @param {{ line: number, character: number }} at @param {string} digit
   */
  async keystroke(at, digit) {
    const version = ++this.version;
    const diagnostics = this.nextDiagnostics();
    const start = performance.now();
    void this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version },
      contentChanges: [{ range: { start: at, end: { ...at, character: at.character + 1 } }, text: digit }],
    });
    const range = {
      start: { line: Math.max(0, at.line - 30), character: 0 },
      end: { line: at.line + 30, character: 0 },
    };
    const hints = this.hints
      ? this.connection
          .sendRequest('textDocument/inlayHint', { textDocument: { uri: this.uri }, range })
          .then(() => performance.now())
      : Promise.resolve(start);
    const [published, hinted] = await Promise.all([diagnostics, hints]);
    return Math.max(published, hinted) - start;
  }

  /** @returns {Promise<number>} */
  nextDiagnostics() {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.name}: no diagnostics in 60 s`)), 60_000);
      this.onDiagnostics = (at) => {
        clearTimeout(timer);
        this.onDiagnostics = undefined;
        resolve(at);
      };
    });
  }

  async stop() {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
  }
}
