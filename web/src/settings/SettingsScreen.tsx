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
  return (
    <Screen title={t.settings.title}>
      <Profile />
      <Appearance />
      <NotificationSettings />
      <Privacy />
      <Password />
      <Devices />
      <YourData />
    </Screen>
  );
}
