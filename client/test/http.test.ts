import { beforeEach, describe, expect, it } from 'vitest';
import { Http } from '../src/http.js';

let ended: number;
let requests: string[];
/** Path → the statuses it answers, one a request; the last one stays. */
let statuses: Record<string, number[]>;
let http: Http;

beforeEach(() => {
  ended = 0;
  requests = [];
  const answer = ((input: string) => {
    const path = input.replace('/api/v1', '');
    requests.push(path);
    const planned = statuses[path] ?? [200];
    const status = planned.length > 1 ? planned.shift()! : planned[0]!;
    const body = { success: status === 200, code: status, error: 'WORD', message: 'text' };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  }) as unknown as typeof fetch;
  http = new Http('', () => ended++, answer);
});

const renewals = () => requests.filter((path) => path === '/auth/refresh').length;

describe('a request', () => {
  it('renews expired tokens once for many, and is sent again', async () => {
    statuses = { '/a': [401, 200], '/b': [401, 200] };
    const replies = await Promise.all([http.get('/a'), http.get('/b')]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    expect(renewals()).toBe(1);
    expect(ended).toBe(0);
  });

  it('tells that the session has ended when the tokens cannot be renewed', async () => {
    statuses = { '/a': [401], '/auth/refresh': [401] };
    await expect(http.get('/a')).rejects.toMatchObject({ status: 401 });
    expect(ended).toBe(1);
  });

  it('keeps the session while the server is merely in trouble', async () => {
    statuses = { '/a': [401], '/auth/refresh': [503] };
    await expect(http.get('/a')).rejects.toMatchObject({ status: 503, passing: true });
    expect(ended).toBe(0);
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
