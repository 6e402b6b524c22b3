import type { FieldProblem, RefusalBody } from './wire.js';

/**
 * Why a request was not carried out. `status` is the HTTP status, or 0 when no answer came
 * (`code` is then `NETWORK`, `TIMEOUT` or `SUPERSEDED`, and nothing is known of the effect).
 */
export class ParleyError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: unknown,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = 'ParleyError';
  }

  /** True when the same request may succeed later without anybody changing it. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** What is wrong with each field, for a refusal of what a person typed. */
  get fields(): readonly FieldProblem[] {
    return Array.isArray(this.details) ? (this.details as FieldProblem[]) : [];
  }

  /** As it came, or would have come, over the wire. */
  get body(): RefusalBody {
    const { status: code, code: error, message, details, retryAfterSeconds: retryAfter } = this;
    return { success: false, code, error, message, details, retryAfter } as RefusalBody;
  }

  static unreachable(code: 'NETWORK' | 'TIMEOUT' = 'NETWORK'): ParleyError {
    return new ParleyError(0, code, 'The server cannot be reached');
  }

  /** Its answer came, but to somebody who is not signed in any more. */
  static superseded(): ParleyError {
    return new ParleyError(0, 'SUPERSEDED', 'The session this was asked in has ended');
  }

  static of(body: RefusalBody): ParleyError {
    return new ParleyError(body.code, body.error, body.message, body.details, body.retryAfter);
  }

  static from(cause: unknown): ParleyError {
    return cause instanceof ParleyError ? cause : ParleyError.unreachable();
  }
}
