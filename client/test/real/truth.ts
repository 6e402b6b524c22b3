import type { Parley } from '../../src/client.js';
import type { Conversation, Entry, Mark } from '../../src/wire.js';

/** What a client holds, or the server has, of one person: as text, so that a difference can be read. */
export type Account = Record<string, { readonly is: string; readonly log: readonly string[] }>;

/** What the store of a client shows, with the whole logs. */
export function held(client: Parley): Account {
  const { conversations, timelines } = client.store.get();
  return account([...conversations.values()], (id) => timelines.get(id)?.entries ?? []);
}

/** What a conversation that is looked at has beside its log: what is pinned, how far the others are. */
export interface Beside {
  readonly pins: readonly string[];
  readonly marks: Readonly<Record<string, readonly [read: number, delivered: number]>>;
}

export function heldBeside({ store }: Parley, id: string): Beside {
  const { pins, reads, delivered } = store.get();
  const read = reads.get(id) ?? new Map<string, number>();
  const come = delivered.get(id) ?? new Map<string, number>();
  const marks = [...new Set([...read.keys(), ...come.keys()])].map((userId) => ({
    userId,
    readSeq: read.get(userId) ?? 0,
    deliveredSeq: come.get(userId) ?? 0,
  }));
  return beside(pins.get(id) ?? [], marks, store.get().me?.id);
}

export async function truthBeside({ api }: Parley, id: string, meId: string): Promise<Beside> {
  const pinned = await api.messages.pins(id);
  return beside(
    pinned.map((entry) => entry.id),
    await api.groups.marks(id),
    meId,
  );
}

function beside(pins: readonly string[], marks: readonly Mark[], meId?: string): Beside {
  // Whoever has nothing yet is where everybody begins.
  const others = marks.filter(
    ({ userId, readSeq, deliveredSeq }) => userId !== meId && readSeq + deliveredSeq > 0,
  );
  return {
    pins,
    marks: Object.fromEntries(
      others.map(({ userId, readSeq, deliveredSeq }) => [userId, [readSeq, deliveredSeq]]),
    ),
  };
}

/** The same as the server tells it over REST, to a client that has never had a connection. */
export async function truth({ api }: Parley): Promise<Account> {
  const { direct, group } = await api.conversations(100);
  const logs = new Map<string, Entry[]>();
  for (const { id } of [...direct, ...group]) logs.set(id, await wholeLog(api, id));
  return account([...direct, ...group], (id) => logs.get(id)!);
}

async function wholeLog(api: Parley['api'], id: string): Promise<Entry[]> {
  const log: Entry[] = [];
  for (let from = 51; ; from = log.at(-1)!.seq + 51) {
    // A hundred around the place are the fifty before it, itself, and 49 after it.
    const { data } = await api.history(id, { aroundSeq: from }, 100);
    const newer = data.toReversed().filter(({ seq }) => seq > (log.at(-1)?.seq ?? 0));
    log.push(...newer);
    if (newer.length < 100) return log;
  }
}

function account(
  conversations: readonly Conversation[],
  log: (id: string) => readonly Entry[],
): Account {
  return Object.fromEntries(
    conversations.map((conversation) => [
      conversation.id,
      { is: summary(conversation), log: log(conversation.id).map(essence) },
    ]),
  );
}

/** But for when the mark has moved, which no push tells. */
function summary(conversation: Conversation): string {
  const { lastMessage, rev: _rev, lastReadAt: _lastReadAt, ...said } = conversation;
  const sorted = Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([...sorted, lastMessage ? essence(lastMessage) : null]);
}

export function essence(entry: Entry): string {
  const { seq, rev, kind, text, senderName, reactions, editedAt, deletedAt } = entry;
  const marks = [editedAt && 'edited', deletedAt && 'deleted', JSON.stringify(reactions ?? {})];
  return `${seq}/${rev} ${kind} ${senderName}: ${text} ${marks.filter(Boolean).join(' ')}`;
}
