import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Http } from '../src/http.js';

let ended: string[];
let requests: string[];
/** Path → the statuses it answers, one a request; the last one stays. */
let statuses: Record<string, number[]>;
let word: string;
let http: Http;

beforeEach(() => {
  ended = [];
  requests = [];
  word = 'WORD';
  const answer = ((input: string) => {
    const path = input.replace('/api/v1', '');
    requests.push(path);
    const planned = statuses[path] ?? [200];
    const status = planned.length > 1 ? planned.shift()! : planned[0]!;
    const body = { success: status === 200, code: status, error: word, message: 'text' };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  }) as unknown as typeof fetch;
  http = new Http('', (how) => ended.push(how), answer);
});

const renewals = () => requests.filter((path) => path === '/auth/refresh').length;

describe('a request', () => {
  it('renews expired tokens once for many, and is sent again', async () => {
    statuses = { '/a': [401, 200], '/b': [401, 200] };
    const replies = await Promise.all([http.get('/a'), http.get('/b')]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    expect(renewals()).toBe(1);
    expect(ended).toEqual([]);
  });

  it('tells that the session has ended when the tokens cannot be renewed', async () => {
    statuses = { '/a': [401], '/auth/refresh': [401] };
    await expect(http.get('/a')).rejects.toMatchObject({ status: 401 });
    expect(ended).toEqual(['over']);
  });

  it('keeps the session while the server is merely in trouble', async () => {
    statuses = { '/a': [401], '/auth/refresh': [503] };
    await expect(http.get('/a')).rejects.toMatchObject({ status: 503, passing: true });
    expect(ended).toEqual([]);
  });

  it('renews nothing when the cookies are somebody else’s by now', async () => {
    statuses = { '/a': [401] };
    word = 'OTHER_USER';
    await expect(http.get('/a')).rejects.toMatchObject({ status: 401 });
    expect(ended).toEqual(['replaced']);
    expect(renewals()).toBe(0);
  });

  it('is answered to nobody once its session has ended', async () => {
    statuses = { '/a': [200], '/b': [401] };
    http.actAs('ada');
    const answers = Promise.allSettled([http.get('/a'), http.get('/b')]);
    http.actAs('bob');
    for (const answer of await answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'SUPERSEDED' } });
    }
    expect(ended).toEqual([]);
    expect(renewals()).toBe(0);
  });

  it('carries the refusal of the server', async () => {
    statuses = { '/a': [409] };
    await expect(http.get('/a')).rejects.toMatchObject({
      status: 409,
      code: 'WORD',
      message: 'text',
      passing: false,
    });
  });
});

describe('a network that swallows everything', () => {
  /** As fetch does it: the signal is all that ends it. */
  const swallow = ((input: string, { signal }: RequestInit) => {
    requests.push(input.replace('/api/v1', ''));
    return new Promise((_, fail) =>
      signal!.addEventListener('abort', () => fail(signal!.reason as Error)),
    );
  }) as unknown as typeof fetch;
  let signals: AbortController[];

  beforeEach(() => {
    signals = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const clock = new AbortController();
      signals.push(clock);
      return clock.signal;
    });
  });

  afterEach(() => void vi.restoreAllMocks());

  /** Its patience is over. */
  const ring = (clock: AbortController) =>
    clock.abort(new DOMException('The patience is over', 'TimeoutError'));

  it('ends a request, and nothing is known of its effect', async () => {
    http = new Http('', () => undefined, swallow);
    const answer = expect(http.get('/a')).rejects.toMatchObject({ status: 0, code: 'TIMEOUT' });
    ring(signals[0]!);
    await answer;
  });

  it('is in doubt before, and told so', async () => {
    vi.useFakeTimers();
    const inDoubt = vi.fn();
    http = new Http('', () => undefined, swallow, inDoubt);
    const answer = http.get('/a').catch(() => 'over');
    await vi.advanceTimersByTimeAsync(4_999);
    expect(inDoubt).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(inDoubt).toHaveBeenCalledOnce();
    ring(signals[0]!);
    expect(await answer).toBe('over');
    vi.useRealTimers();
  });

  it('of what is answered nobody is in doubt', async () => {
    vi.useFakeTimers();
    const inDoubt = vi.fn();
    const answer = () => Promise.resolve(new Response('{"success":true}'));
    await new Http('', () => undefined, answer, inDoubt).get('/a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(inDoubt).not.toHaveBeenCalled();
    vi.useRealTimers();
  });

  it('does not keep the tokens from being renewed when another tab stands still in it', async () => {
    vi.stubGlobal('navigator', {
      locks: {
        request: (_name: string, { signal }: LockOptions) =>
          new Promise((_, fail) =>
            signal!.addEventListener('abort', () => fail(signal!.reason as Error)),
          ),
      },
    });
    const renewed = http.renew();
    ring(signals[0]!);
    expect(await renewed).toBe(true);
    vi.unstubAllGlobals();
  });
});
