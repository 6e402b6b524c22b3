import type { Conversation } from '@parley/client';
import { useParley } from '../app/session';
import { t } from '../texts';
import { ArchiveIcon, MuteIcon, PinIcon } from '../ui/icons';
import { Menu, MenuItem, type Point } from '../ui/Menu';
import { attempt } from '../ui/Toasts';

/** How one keeps a conversation, from its row in the list. */
export function ConversationMenu({
  conversation: { id, name, muted, pinned, archived },
  at,
  onClose,
}: {
  conversation: Conversation;
  at: Point;
  onClose: () => void;
}) {
  const { groups } = useParley().api;
  return (
    <Menu at={at} label={name} onClose={onClose}>
      <MenuItem icon={<MuteIcon />} onPick={() => attempt(groups.settings(id, { muted: !muted }))}>
        {muted ? t.conversations.unmute : t.details.mute}
      </MenuItem>
      <MenuItem icon={<PinIcon />} onPick={() => attempt(groups.settings(id, { pinned: !pinned }))}>
        {pinned ? t.conversations.unpin : t.details.pin}
      </MenuItem>
      <MenuItem
        icon={<ArchiveIcon />}
        onPick={() => attempt(groups.settings(id, { archived: !archived }))}
      >
        {archived ? t.conversations.unarchive : t.details.archive}
      </MenuItem>
    </Menu>
  );
}
