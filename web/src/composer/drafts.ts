const KEY = 'parley.draft.';

/** What was typed in a conversation and not sent, in this tab or before a reload of it. */
export function draftOf(conversationId: string): string {
  return sessionStorage.getItem(KEY + conversationId) ?? '';
}

export function keepDraft(conversationId: string, text: string): void {
  if (text === '') sessionStorage.removeItem(KEY + conversationId);
  else sessionStorage.setItem(KEY + conversationId, text);
}
