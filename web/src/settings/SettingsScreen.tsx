import { useState } from 'react';
import { NotificationSettings } from '../notifications/NotificationSettings';
import { t } from '../texts';
import { Screen } from '../ui/Screen';
import { Appearance } from './Appearance';
import { Devices } from './Devices';
import { Password } from './Password';
import { Profile } from './Profile';
import { Privacy } from './Privacy';
import { YourData } from './YourData';

export default function SettingsScreen() {
  const [passwords, setPasswords] = useState(0);
  return (
    <Screen title={t.settings.title}>
      <Profile />
      <Appearance />
      <NotificationSettings />
      <Privacy />
      <Password onChanged={() => setPasswords(passwords + 1)} />
      <Devices passwords={passwords} />
      <YourData />
    </Screen>
  );
}
