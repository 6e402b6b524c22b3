import type { Conversation, Member } from '@parley/client';
import { useState } from 'react';
import { useChat, useParley } from '../app/session';
import { PersonRow } from '../people/PersonRow';
import { t } from '../texts';
import { IconButton, Small } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Field } from '../ui/Field';
import { CloseIcon, MoreIcon, ShieldIcon } from '../ui/icons';
import { below, Menu, MenuItem, type Point } from '../ui/Menu';
import { attempt, toast } from '../ui/Toasts';
import { usePeople } from './usePeople';

const NOBODY: readonly Member[] = [];

/** Who is in a group, by standing; whoever runs it adds and removes. */
export function Members({
  conversation,
  runs,
  owns,
}: {
  conversation: Conversation;
  runs: boolean;
  owns: boolean;
}) {
  const { id } = conversation;
  const members = useChat((state) => state.members.get(id) ?? NOBODY);
  const meId = useChat((state) => state.me?.id);
  return (
    <section aria-label={t.details.members}>
      <h3 className="pb-1 text-xs font-semibold text-muted">
        <bdi>{t.conversations.members(members.length)}</bdi>
      </h3>
      {runs && <Adding conversationId={id} members={members} />}
      <ul className="-mx-2 max-h-64 overflow-y-auto px-2">
        {members.map((member) => (
          <PersonRow
            key={member.id}
            user={member}
            note={t.details.roles[member.role ?? ''] || undefined}
          >
            {runs && member.id !== meId && member.role !== 'owner' && (
              <Actions conversationId={id} member={member} owns={owns} />
            )}
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}

function Actions({
  conversationId,
  member,
  owns,
}: {
  conversationId: string;
  member: Member;
  owns: boolean;
}) {
  const parley = useParley();
  const [menu, setMenu] = useState<Point>();
  const [removing, setRemoving] = useState(false);
  const label = t.people.actions(member.username);
  const isAdmin = member.role === 'admin';

  function act(what: Promise<void>): void {
    attempt(what.then(() => parley.loadMembers(conversationId)));
  }

  async function remove(): Promise<void> {
    await parley.api.groups.removeMember(conversationId, member.id);
    await parley.loadMembers(conversationId);
  }

  return (
    <>
      <IconButton label={label} onClick={(event) => setMenu(below(event.currentTarget))}>
        <MoreIcon />
      </IconButton>
      {menu && (
        <Menu at={menu} label={label} onClose={() => setMenu(undefined)}>
          {owns && (
            <MenuItem
              icon={<ShieldIcon />}
              onPick={() =>
                act(
                  parley.api.groups.setRole(
                    conversationId,
                    member.id,
                    isAdmin ? 'member' : 'admin',
                  ),
                )
              }
            >
              {isAdmin ? t.details.makeMember : t.details.makeAdmin}
            </MenuItem>
          )}
          <MenuItem icon={<CloseIcon />} danger onPick={() => setRemoving(true)}>
            {t.details.removeMember}
          </MenuItem>
        </Menu>
      )}
      {removing && (
        <Confirm
          title={t.details.removeTitle(member.username)}
          text={t.details.removeText}
          action={t.details.removeMember}
          onConfirm={() => remove()}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

function Adding({
  conversationId,
  members,
}: {
  conversationId: string;
  members: readonly Member[];
}) {
  const parley = useParley();
  const [query, setQuery] = useState('');
  const sought = query.trim();
  const found = usePeople(sought);
  const offered = (found?.people ?? []).filter(
    (user) => !members.some((member) => member.id === user.id),
  );

  async function add(userId: string): Promise<void> {
    await parley.api.groups.addMember(conversationId, userId);
    setQuery('');
    await parley.loadMembers(conversationId);
    const now = parley.store.get().members.get(conversationId);
    // A stranger who wants to be asked.
    if (!now?.some(({ id }) => id === userId)) toast(t.details.invited);
  }

  return (
    <div className="pb-2">
      <Field
        label={t.details.add}
        inputMode="search"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
      {sought !== '' && offered.length > 0 && (
        <ul className="pt-1">
          {offered.map((user) => (
            <PersonRow key={user.id} user={user}>
              <Small
                aria-label={t.details.added(user.username)}
                onClick={() => attempt(add(user.id))}
              >
                {t.details.add}
              </Small>
            </PersonRow>
          ))}
        </ul>
      )}
    </div>
  );
}
