import type { KeyboardEvent } from 'react';

/**
 * Arrow keys walk from message to message, also from what is within one; from the log itself, up to its
 * last one in view.
 */
export function walkMessages(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const log = event.currentTarget;
  const from = document.activeElement;
  // Its keys make it louder.
  if (from instanceof HTMLMediaElement) return;
  const messages = [...log.querySelectorAll<HTMLElement>('[data-testid=message]')];
  const at = messages.findIndex((message) => message.contains(from));
  if (at < 0 && from !== log) return;
  event.preventDefault();
  const next = at < 0 ? lastInView(messages, log) : messages[at + step];
  next?.focus();
}

function lastInView(messages: readonly HTMLElement[], log: HTMLElement): HTMLElement | undefined {
  const { bottom } = log.getBoundingClientRect();
  return messages.findLast((message) => message.getBoundingClientRect().bottom <= bottom);
}
