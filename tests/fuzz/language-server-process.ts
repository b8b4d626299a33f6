import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/**
 * A language server in a process of its own, spoken to with hand-made messages: a client library would not let a wrong one
 * through.
 */
export class ServerProcess {
  readonly messages: Message[] = [];
  stderr = '';
  private readonly child: ChildProcessWithoutNullStreams;
  private buffer = Buffer.alloc(0);
  private next = 1;
  private readonly waiting = new Set<() => void>();
  private exit: number | string | undefined;

  constructor(command: string, args: readonly string[], cwd: string) {
    this.child = spawn(command, args, { cwd });
    this.child.stdout.on('data', (chunk: Buffer) => this.read(chunk));
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.child.on('exit', (code, signal) => {
      this.exit = code ?? signal ?? 'gone';
      this.wake();
    });
    // A server that is gone is seen by its exit, not by the pipe to it.
    this.child.stdin.on('error', () => {});
  }

  get isUp(): boolean {
    return this.exit === undefined;
  }

  /** Sends bytes as they are, or a text with the header that belongs to it. */
  raw(data: string | Buffer): void {
    this.child.stdin.write(data);
  }

  send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.raw(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  notify(method: string, params?: unknown): void {
    this.send({ method, params });
  }

  /** The answer to a request: its result or its error. */
  async request(method: string, params?: unknown): Promise<Message> {
    const id = this.next++;
    this.send({ id, method, params });
    return this.until((message) => message.id === id && message.method === undefined, method);
  }

  /** The first message, among those from `since` on, that a test accepts. */
  async until(accepts: (message: Message) => boolean, what: string, since = 0): Promise<Message> {
    const end = Date.now() + 20_000;
    for (;;) {
      const found = this.messages.slice(since).find(accepts);
      if (found) return found;
      if (!this.isUp) throw new Error(`the server ended with ${this.exit} before ${what}: ${this.stderr}`);
      if (Date.now() > end) throw new Error(`the server does not answer ${what}: ${this.stderr}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        this.waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private read(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const head = this.buffer.indexOf('\r\n\r\n');
      if (head < 0) break;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.toString('latin1', 0, head))?.[1]);
      const end = head + 4 + length;
      if (this.buffer.length < end) break;
      const message = JSON.parse(this.buffer.toString('utf8', head + 4, end)) as Message;
      this.messages.push(message);
      // It has no editor whose texts it could change, and registers nothing.
      if (message.method !== undefined && message.id !== undefined)
        this.send({ id: message.id, result: { applied: false } });
      this.buffer = this.buffer.subarray(end);
    }
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
