import { describe, expect, it } from 'vitest';
import { dayLabel, shortTime } from '../src/timeline/time';

const now = new Date(2026, 10, 18, 15, 30);

describe('a day', () => {
  it.each([
    [new Date(2026, 10, 18, 0, 1), 'Today'],
    [new Date(2026, 10, 17, 23, 59), 'Yesterday'],
    [new Date(2026, 10, 10), 'Tuesday 10 November'],
    [new Date(2025, 10, 10), '10 Nov 2025'],
  ])('%s is called %s', (when, label) => {
    expect(dayLabel(when.getTime(), now)).toBe(label);
  });
});

describe('in the list', () => {
  it.each([
    [new Date(2026, 10, 18, 9, 5), '09:05'],
    [new Date(2026, 10, 17, 9, 5), 'Yesterday'],
    [new Date(2026, 10, 14, 9, 5), 'Sat'],
    [new Date(2026, 5, 14), '14 Jun'],
    [new Date(2025, 5, 14), '14 Jun 2025'],
  ])('%s shows as %s', (when, label) => {
    expect(shortTime(when.getTime(), now)).toBe(label);
  });
});
