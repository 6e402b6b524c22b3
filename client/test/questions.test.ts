import { beforeEach, expect, it, vi } from 'vitest';
import { ParleyError } from '../src/errors.js';
import { Questions } from '../src/questions.js';

let connected = true;
let taken: string[];
let questions: Questions;

beforeEach(() => {
  vi.useFakeTimers();
  connected = true;
  taken = [];
  questions = new Questions(() => connected);
  return () => vi.useRealTimers();
});

const take = (answer: string) => void taken.push(answer);

/** Answers the first one as it is told, and the later ones with what they are. */
function failingOnce(failure: ParleyError): () => Promise<string> {
  let asked = 0;
  return () => (++asked === 1 ? Promise.reject(failure) : Promise.resolve(`answer ${asked}`));
}

it('a question that fails is asked again until it is answered', async () => {
  questions.ask('pins', failingOnce(ParleyError.unreachable()), take);
  await vi.advanceTimersByTimeAsync(0);
  expect(questions.isOpen('pins')).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(taken).toEqual(['answer 2']);
  expect(questions.isOpen('pins')).toBe(false);
});

it('it waits as long as it is told to', async () => {
  const busy = new ParleyError(429, 'RATE_LIMITED', 'later', undefined, 20);
  questions.ask('pins', failingOnce(busy), take);
  await vi.advanceTimersByTimeAsync(19_900);
  expect(taken).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(taken).toEqual(['answer 2']);
});

it.each([
  ['that is refused', true, new ParleyError(403, 'FORBIDDEN', 'no')],
  ['without a connection', false, ParleyError.unreachable()],
])('one %s is given up', async (_, isConnected, failure) => {
  connected = isConnected;
  questions.ask('pins', failingOnce(failure), take);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(taken).toEqual([]);
  expect(questions.isOpen('pins')).toBe(false);
});

it('an answer is not taken where it was asked again, or by somebody else', async () => {
  let answerFirst = (_: string) => {};
  const first = new Promise<string>((answer) => (answerFirst = answer));
  questions.ask('pins', () => first, take);
  questions.ask('pins', () => Promise.resolve('newer'), take);
  await vi.advanceTimersByTimeAsync(0);
  answerFirst('older');
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual(['newer']);

  questions.ask('pins', () => Promise.resolve('theirs'), take);
  questions.forget();
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual(['newer']);
});
