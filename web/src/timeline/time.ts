import { locale, t } from '../texts';

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const longDay = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });

type When = string | number;

export function clockTime(when: When): string {
  return clock.format(new Date(when));
}

export function exactTime(when: When): string {
  return exact.format(new Date(when));
}

/** Which day it was here: equal for two moments of the same local day. */
export function dayKey(when: When): string {
  return new Date(when).toDateString();
}

/** For a day separator: today, yesterday, the day's name, or the whole date of another year. */
export function dayLabel(when: When, now = new Date()): string {
  const then = new Date(when);
  const age = daysBetween(then, now);
  if (age === 0) return t.timeline.today;
  if (age === 1) return t.timeline.yesterday;
  return then.getFullYear() === now.getFullYear() ? longDay.format(then) : date.format(then);
}

/** For the list: the time today, the weekday of this week, else the date. */
export function shortTime(when: When, now = new Date()): string {
  const then = new Date(when);
  const age = daysBetween(then, now);
  if (age <= 0) return clock.format(then);
  if (age === 1) return t.timeline.yesterday;
  if (age < 7) return weekday.format(then);
  return then.getFullYear() === now.getFullYear() ? dayOfYear.format(then) : date.format(then);
}

function daysBetween(then: Date, now: Date): number {
  const midnight = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  // Rounded: a day with a clock change has 23 or 25 hours.
  return Math.round((midnight(now) - midnight(then)) / 86_400_000);
}
