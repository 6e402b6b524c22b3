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
    rows.push(follow(rows.at(-1), rowOfEntry(entry, reader), unread));
  }
  for (const outgoing of outbox) {
    if (logged.has(outgoing.clientMessageId)) continue;
    rows.push(follow(rows.at(-1), rowOfOutgoing(outgoing, reader), false));
  }
  return withStatuses(rows);
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
function withStatuses(rows: readonly Row[]): readonly Row[] {
  let below: Status | undefined;
  return rows
    .toReversed()
    .map((row) => {
      if (row.kind !== 'message' || row.status === undefined) return row;
      const told = row.status === below && row.status !== 'failed';
      below = row.status;
      if (!told) return row;
      const { status: _, ...quiet } = row;
      return quiet;
    })
    .toReversed();
}

function timeOf(row: Row): string | number {
  return row.kind === 'notice' ? row.entry.createdAt : row.at;
}

function millis(when: string | number): number {
  return new Date(when).getTime();
}
