import type { Logs } from './logs.js';
import type { Pointed } from './pointed.js';
import type { SharedLine } from './shared-line.js';

/** The conversation that is looked at: its log is kept, and what is shown beside the log asked for. */
export class Viewing {
  #id: string | null = null;

  constructor(
    private readonly logs: Logs,
    private readonly line: SharedLine,
    private readonly pointed: Pointed,
  ) {}

  /** One conversation at a time; null for none. */
  view(id: string | null): void {
    if (id === this.#id) return;
    if (this.#id) this.logs.leave(this.#id);
    if (id) this.logs.keep(id);
    this.#id = id;
    this.line.view(id);
    this.look();
  }

  /** What is shown beside the log. */
  look(): void {
    const id = this.#id;
    if (!id || !this.line.connected) return;
    this.pointed.pins(id);
    this.pointed.marks(id);
  }

  forget(): void {
    this.#id = null;
  }
}
