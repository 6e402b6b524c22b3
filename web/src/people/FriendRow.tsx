import type { User } from '@parley/client';
import { useState } from 'react';
import { open } from '../app/router';
import { useParley } from '../app/session';
import { t } from '../texts';
import { ReportDialog } from '../timeline/ReportDialog';
import { IconButton, Small } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { CloseIcon, FlagIcon, MoreIcon, ShieldIcon } from '../ui/icons';
import { below, Menu, MenuItem, type Point } from '../ui/Menu';
import { attempt } from '../ui/Toasts';
import { PersonRow } from './PersonRow';

export function FriendRow({ friend }: { friend: User }) {
  const parley = useParley();
  const [menu, setMenu] = useState<Point>();
  const [asking, setAsking] = useState<'remove' | 'block' | 'report'>();
  return (
    <PersonRow user={friend} note={friend.email}>
      <Small
        look="quiet"
        onClick={() => attempt(parley.openDirect(friend.id).then((id) => open(id)))}
      >
        {t.people.message}
      </Small>
      <IconButton
        label={t.people.actions(friend.username)}
        onClick={(event) => setMenu(below(event.currentTarget))}
      >
        <MoreIcon />
      </IconButton>
      {menu && (
        <Menu
          at={menu}
          label={t.people.actions(friend.username)}
          onClose={() => setMenu(undefined)}
        >
          <MenuItem icon={<CloseIcon />} onPick={() => setAsking('remove')}>
            {t.people.remove}
          </MenuItem>
          <MenuItem icon={<FlagIcon />} onPick={() => setAsking('report')}>
            {t.people.report}
          </MenuItem>
          <MenuItem icon={<ShieldIcon />} danger onPick={() => setAsking('block')}>
            {t.people.block}
          </MenuItem>
        </Menu>
      )}
      {asking === 'remove' && (
        <Confirm
          title={t.people.removeTitle(friend.username)}
          text={t.people.removeText}
          action={t.people.remove}
          onConfirm={() => parley.api.friends.remove(friend.id)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'block' && (
        <Confirm
          title={t.people.blockTitle(friend.username)}
          text={t.people.blockText}
          action={t.people.block}
          onConfirm={() => parley.block(friend.id, true)}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'report' && (
        <ReportDialog what={{ userId: friend.id }} onClose={() => setAsking(undefined)} />
      )}
    </PersonRow>
  );
}
