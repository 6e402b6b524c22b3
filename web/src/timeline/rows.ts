import type { Entry, Outgoing } from '@parley/client';
import { dayKey, dayLabel } from './time';

/** How far a message of one's own has come. */
export type Status = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** What stands above a row, inside it, so that a row's place depends on nothing else. */
interface Above {
  /** The day that begins here. */
  readonly day?: string;
  /** The first message nobody here had read when the conversation was opened. */
  readonly unread: boolean;
}

export interface MessageRow extends Above {
  readonly kind: 'message';
  readonly key: string;
  readonly seq?: number;
  readonly senderId: string;
  readonly senderName: string;
  readonly own: boolean;
  /** Begins a group of one author: shows who it is and when. */
  readonly leads: boolean;
  readonly text: string | null;
  readonly at: string | number;
  readonly deleted: boolean;
  readonly edited: boolean;
  readonly attachment?: { readonly url: string | null; readonly fileName: string | null };
  /** As it is stored; undefined while it waits in the outbox. */
  readonly entry?: Entry;
  readonly replyTo?: string;
  /** Only where it tells something: on failed ones, and on the last of a run. */
  readonly status?: Status;
  readonly outgoing?: Outgoing;
}

export interface NoticeRow extends Above {
  readonly kind: 'notice';
  readonly key: string;
  readonly seq: number;
  readonly entry: Entry;
}

export type Row = MessageRow | NoticeRow;

export interface Reader {
  readonly id: string;
  readonly name: string;
  /** The read mark when the conversation was opened; undefined when nothing was unread. */
  readonly unreadAfter: number | undefined;
  /** The furthest `seq` that anybody else has read. */
  readonly readByOthers: number;
  /** The same for what anybody else's devices have. */
  readonly deliveredToOthers: number;
}

const GROUP_MS = 5 * 60_000;

/** The rows to show: the log's entries, then what waits in the outbox. */
export function rowsOf(
  entries: readonly Entry[],
  outbox: readonly Outgoing[],
  reader: Reader,
  today = dayKey(Date.now()),
): readonly Row[] {
  const rows: Row[] = [];
  const logged = new Set<string>();
  let divided = reader.unreadAfter === undefined;
  for (const entry of entries) {
    if (entry.clientMessageId && entry.senderId === reader.id) logged.add(entry.clientMessageId);
    const unread =
      !divided &&
      entry.seq > reader.unreadAfter! &&
      entry.kind === 'message' &&
      entry.senderId !== reader.id;
    divided ||= unread;
    rows.push(made(entry, rows.at(-1), unread, reader, today));
  }
  for (const outgoing of outbox) {
    if (logged.has(outgoing.clientMessageId)) continue;
    rows.push(follow(rows.at(-1), rowOfOutgoing(outgoing, reader), false));
  }
  return withStatuses(rows);
}

/** What a row was made of, besides its entry: while that is the same, so is the row. */
interface Made {
  readonly row: Row;
  readonly above: Row | undefined;
  readonly unread: boolean;
  readonly readerId: string;
  readonly status: Status | undefined;
  readonly today: string;
}

/** A change of one of 100,000 entries makes one row anew, not all of them. */
const kept = new WeakMap<Entry, Made>();

function made(
  entry: Entry,
  above: Row | undefined,
  unread: boolean,
  reader: Reader,
  today: string,
): Row {
  const status = entry.senderId === reader.id ? reached(entry.seq, reader) : undefined;
  const before = kept.get(entry);
  if (
    before &&
    isLike(before.above, above) &&
    before.unread === unread &&
    before.readerId === reader.id &&
    before.status === status &&
    before.today === today
  ) {
    return before.row;
  }
  const row = follow(above, rowOfEntry(entry, reader), unread);
  kept.set(entry, { row, above, unread, readerId: reader.id, status, today });
  return row;
}

/** Whether what follows them looks the same. */
function isLike(one: Row | undefined, other: Row | undefined): boolean {
  if (one === other) return true;
  if (!one || !other || one.kind !== other.kind || timeOf(one) !== timeOf(other)) return false;
  return one.kind === 'notice' || one.senderId === (other as MessageRow).senderId;
}

function rowOfEntry(entry: Entry, reader: Reader): Row {
  const own = entry.senderId === reader.id;
  if (entry.kind === 'notice') {
    return { kind: 'notice', key: entry.id, seq: entry.seq, entry, unread: false };
  }
  const attached = entry.url !== null || entry.fileName !== null;
  return {
    kind: 'message',
    // The same key as its echo from the outbox: the row stays, only its state changes.
    key: own && entry.clientMessageId ? entry.clientMessageId : entry.id,
    seq: entry.seq,
    senderId: entry.senderId,
    senderName: entry.senderName,
    own,
    leads: true,
    unread: false,
    text: entry.text,
    at: entry.createdAt,
    deleted: entry.deletedAt !== undefined && entry.deletedAt !== null,
    edited: entry.editedAt !== undefined && entry.editedAt !== null,
    ...(attached ? { attachment: { url: entry.url, fileName: entry.fileName } } : {}),
    entry,
    ...(entry.replyTo === undefined ? {} : { replyTo: entry.replyTo }),
    ...(own ? { status: reached(entry.seq, reader) } : {}),
  };
}

function reached(seq: number, reader: Reader): Status {
  if (seq <= reader.readByOthers) return 'read';
  return seq <= reader.deliveredToOthers ? 'delivered' : 'sent';
}

function rowOfOutgoing(outgoing: Outgoing, reader: Reader): Row {
  return {
    kind: 'message',
    key: outgoing.clientMessageId,
    senderId: reader.id,
    senderName: reader.name,
    own: true,
    leads: true,
    unread: false,
    text: outgoing.text === '' ? null : outgoing.text,
    ...(outgoing.url === undefined
      ? {}
      : { attachment: { url: outgoing.url, fileName: outgoing.fileName ?? null } }),
    ...(outgoing.replyTo === undefined ? {} : { replyTo: outgoing.replyTo }),
    at: outgoing.typedAt,
    deleted: false,
    edited: false,
    status: statusOf(outgoing),
    outgoing,
  };
}

function statusOf(outgoing: Outgoing): Status {
  switch (outgoing.status) {
    case 'waiting':
    case 'sending':
      return 'sending';
    case 'acknowledged':
      return 'sent';
    case 'failed':
      return 'failed';
  }
}

function follow(previous: Row | undefined, row: Row, unread: boolean): Row {
  const at = timeOf(row);
  const newDay = !previous || dayKey(timeOf(previous)) !== dayKey(at);
  const above = { unread, ...(newDay ? { day: dayLabel(at) } : {}) };
  if (row.kind === 'notice') return { ...row, ...above };
  const leads =
    newDay ||
    unread ||
    previous.kind !== 'message' ||
    previous.senderId !== row.senderId ||
    millis(at) - millis(timeOf(previous)) > GROUP_MS;
  return { ...row, ...above, leads };
}

/** One's own messages tell their state once per run: where it differs from the next one's. */
function withStatuses(rows: Row[]): readonly Row[] {
  let below: Status | undefined;
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at]!;
    if (row.kind !== 'message' || row.status === undefined) continue;
    if (row.status === below && row.status !== 'failed') rows[at] = quiet(row);
    below = row.status;
  }
  return rows;
}

const quiets = new WeakMap<MessageRow, MessageRow>();

/** The same without its state. */
function quiet(row: MessageRow): MessageRow {
  const before = quiets.get(row);
  if (before) return before;
  const { status: _, ...rest } = row;
  quiets.set(row, rest);
  return rest;
}

function timeOf(row: Row): string | number {
  return row.kind === 'notice' ? row.entry.createdAt : row.at;
}

function millis(when: string | number): number {
  return new Date(when).getTime();
}
