import type { Entry } from '@parley/client';
import { useState } from 'react';
import { useChat, useParley } from '../app/session';
import { useOpen } from '../conversations/open-conversation';
import { EmojiPicker } from '../emoji/EmojiPicker';
import { PersonCard, type Shown } from '../people/PersonCard';
import { t } from '../texts';
import { Confirm } from '../ui/Confirm';
import {
  ChecksIcon,
  CopyIcon,
  EditIcon,
  FlagIcon,
  GroupIcon,
  PersonIcon,
  PinIcon,
  ReplyIcon,
  SmileIcon,
  TrashIcon,
} from '../ui/icons';
import { Menu, MenuItem, type Point } from '../ui/Menu';
import { attempt } from '../ui/Toasts';
import { ReactedBy } from './ReactedBy';
import { ReadBy } from './ReadBy';
import { ReportDialog } from './ReportDialog';
import { useCurrent } from './useCurrent';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🎉'];

/** What a message's menu was opened for, and where. */
export interface MenuAt {
  readonly entry: Entry;
  readonly at: Point;
  readonly what: 'menu' | 'reaction';
}

type Step = MenuAt['what'] | 'delete' | 'person' | 'reactedBy' | 'readBy' | 'report';

/** Everything that can be done with one message; what needs more takes the menu's place. */
export function MessageMenu({
  entry: opened,
  at,
  what,
  onClose,
}: MenuAt & { onClose: () => void }) {
  const entry = useCurrent(opened);
  const parley = useParley();
  const [step, setStep] = useState<Step>(what);
  switch (step) {
    case 'menu':
      return <Actions entry={entry} at={at} onClose={onClose} onStep={setStep} />;
    case 'reaction':
      return (
        <EmojiPicker
          at={at}
          onPick={(emoji) => attempt(parley.react(entry.id, emoji, true))}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <Confirm
          title={t.menu.deleteTitle}
          text={t.menu.deleteText}
          action={t.menu.delete}
          onConfirm={() => parley.remove(entry.id)}
          onClose={onClose}
        />
      );
    case 'person':
      return <PersonCard person={authorOf(entry)} at={at} onClose={onClose} />;
    case 'reactedBy':
      return <ReactedBy entry={entry} onClose={onClose} />;
    case 'readBy':
      return <ReadBy entry={entry} onClose={onClose} />;
    case 'report':
      return <ReportDialog what={{ messageId: entry.id }} onClose={onClose} />;
  }
}

function Actions({
  entry,
  at,
  onClose,
  onStep,
}: {
  entry: Entry;
  at: Point;
  onClose: () => void;
  onStep: (step: Step) => void;
}) {
  const parley = useParley();
  const { conversation, compose } = useOpen();
  const own = useChat((state) => entry.senderId === state.me?.id);
  const meId = useChat((state) => state.me?.id ?? '');
  const role = useChat(
    (state) => state.members.get(conversation.id)?.find(({ id }) => id === meId)?.role,
  );
  const mayDelete = own || role === 'owner' || role === 'admin';
  const pinned = entry.pinnedAt !== undefined;
  const reacted = (emoji: string) => entry.reactions?.[emoji]?.includes(meId) ?? false;
  return (
    <Menu at={at} label={t.menu.label} onClose={onClose}>
      <div className="flex gap-0.5 border-b border-edge p-1">
        {QUICK.map((emoji) => (
          <button
            key={emoji}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-label={t.reactions.react(emoji)}
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
              attempt(parley.react(entry.id, emoji, !reacted(emoji)));
            }}
            className={`grid size-9 place-items-center rounded-lg text-lg hover:bg-hover focus:bg-hover ${reacted(emoji) ? 'bg-accent-soft' : ''}`}
          >
            {emoji}
          </button>
        ))}
      </div>
      <div className="pt-1">
        <MenuItem icon={<SmileIcon />} onPick={() => onStep('reaction')}>
          {t.menu.moreReactions}
        </MenuItem>
        <MenuItem icon={<ReplyIcon />} onPick={() => compose({ kind: 'reply', entry })}>
          {t.menu.reply}
        </MenuItem>
        {own && entry.text !== null && (
          <MenuItem icon={<EditIcon />} onPick={() => compose({ kind: 'edit', entry })}>
            {t.menu.edit}
          </MenuItem>
        )}
        {/* Pages that came by plain http have no clipboard; the text can be selected there too. */}
        {entry.text !== null && 'clipboard' in navigator && (
          <MenuItem
            icon={<CopyIcon />}
            onPick={() => attempt(navigator.clipboard.writeText(entry.text ?? ''))}
          >
            {t.menu.copy}
          </MenuItem>
        )}
        <MenuItem icon={<PinIcon />} onPick={() => attempt(parley.pin(entry.id, !pinned))}>
          {pinned ? t.menu.unpin : t.menu.pin}
        </MenuItem>
        {Object.keys(entry.reactions ?? {}).length > 0 && (
          <MenuItem icon={<GroupIcon />} onPick={() => onStep('reactedBy')}>
            {t.menu.reactedBy}
          </MenuItem>
        )}
        {conversation.type === 'group' && own && (
          <MenuItem icon={<ChecksIcon />} onPick={() => onStep('readBy')}>
            {t.menu.readBy}
          </MenuItem>
        )}
        {!own && (
          <MenuItem icon={<PersonIcon />} onPick={() => onStep('person')}>
            {t.people.about(entry.senderName)}
          </MenuItem>
        )}
        {!own && (
          <MenuItem icon={<FlagIcon />} onPick={() => onStep('report')}>
            {t.menu.report}
          </MenuItem>
        )}
        {mayDelete && (
          <MenuItem icon={<TrashIcon />} danger onPick={() => onStep('delete')}>
            {t.menu.delete}
          </MenuItem>
        )}
      </div>
    </Menu>
  );
}

function authorOf({ senderId: id, senderName: name, senderAvatar: avatar }: Entry): Shown {
  return { id, name, avatar };
}
