import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The repository. */
const ROOT = join(import.meta.dirname, '../../..');
/** What starts a server; `--port` and `--data` are added. */
const COMMAND = process.env.PARLEY_SERVER_CMD ?? './run';
const START_MS = 180_000;
/** The first administrator. */
export const ADMIN = {
  name: 'admin',
  email: 'admin@example.org',
  password: 'correct horse battery',
};

/** Builds once what every test then starts. */
export function build(): void {
  if (process.env.PARLEY_SERVER_CMD) return;
  // The runner of tests sets it, and the page would be built for tests too: without its worker.
  const { NODE_ENV: _, ...env } = process.env;
  execFileSync('./run', ['--version'], { cwd: ROOT, env });
}

/** A real server in a process and a data folder of its own, to be killed and started again. */
export class Server {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  #process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async started(settings: Readonly<Record<string, string>> = {}): Promise<Server> {
    const server = new Server(await freePort(), settings);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  async start(): Promise<void> {
    const log = openSync(this.#log(), 'a');
    const command = `exec ${COMMAND} --port ${this.port} --data ${join(this.#folder, 'data')}`;
    // A group of its own, so that one signal reaches whatever the command has started.
    this.#process = spawn(command, {
      cwd: ROOT,
      shell: true,
      detached: true,
      stdio: ['ignore', log, log],
      env: {
        ...process.env,
        ...this.settings,
        PARLEY_ADMIN_EMAIL: ADMIN.email,
        PARLEY_ADMIN_PASSWORD: ADMIN.password,
      },
    });
    closeSync(log);
    await this.#answers();
  }

  /** As if the power went: nothing is told, nothing is finished. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, signal);
    await ended;
  }

  async #answers(): Promise<void> {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline) {
      if (this.#process?.exitCode != null) break;
      const answer = await fetch(`${this.url}/api/v1/auth/me`).catch(() => undefined);
      if (answer) return;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`The server did not start:\n${readFileSync(this.#log(), 'utf8')}`);
  }

  #log(): string {
    return join(this.#folder, 'server.log');
  }
}

/**
 * One that stays free until it is listened on, and while its server is down: below those that the
 * kernel gives to outgoing connections, and to whoever asks for any.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 11_000 + Math.floor(Math.random() * 9_000);
    const probe = createServer().listen(port);
    try {
      await once(probe, 'listening');
    } catch {
      continue; // Taken: another one.
    }
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
