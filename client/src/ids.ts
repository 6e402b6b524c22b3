/**
 * An id that is nobody else's. It begins with the time, so that what is sent together lies together
 * in the server's index of these. Not `crypto.randomUUID`: that is missing on a page which came by
 * plain http.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const random = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return Date.now().toString(16).padStart(12, '0') + random;
}
