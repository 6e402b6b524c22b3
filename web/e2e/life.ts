import { Account } from './account';
import type { Person } from './person';
import { hills } from './picture';

/** Fills a server with enough of a life that there is something to look at. */
export async function fillWithLife(url: string, maya: Person): Promise<void> {
  const me = { id: await maya.id() };
  const [jonas, lena, ines, ingrid] = [
    await Account.at(url, 'jonas'),
    await Account.at(url, 'lena'),
    await Account.at(url, 'ines'),
    await Account.at(url, 'ingrid'),
  ];
  await befriend(maya, jonas);
  await befriend(maya, lena);
  await ines.send('POST', '/friends/requests', { toUserId: me.id });
  await maya.read(await walk(jonas, lena, ines, me));
  for (const [friend, mine, theirs] of [
    [ines, 'See you on Saturday', 'Thank you for asking her along, she is looking forward to it'],
    [jonas, 'Did you find the charger?', 'Yes, it was under the seat.'],
    [lena, 'Are the slides final?', 'Nearly. One more look tonight and they are yours.'],
  ] as const) {
    const id = await friend.direct(me);
    await maya.post(id, [mine]);
    await friend.say(id, theirs);
    await maya.read(id);
  }
  const club = await ingrid.group('Book club', [me, lena]);
  await ingrid.say(club, 'Chapters 4 to 7 until Thursday, please');
  await maya.settings(club, { muted: true });
  await lena.say(await lena.direct(me), 'One question about the third slide, though.');
  await lena.say(await lena.direct(me), 'Call me when you can?');
  await ines.send('POST', '/users/report', { userId: ingrid.id, reason: 'This looks like spam' });
  for (const person of [jonas, lena, ines, ingrid]) await person.leave();
}

async function befriend(maya: Person, other: Account): Promise<void> {
  const { id } = await other.send<{ id: string }>('POST', '/friends/requests', {
    toUserId: await maya.id(),
  });
  await maya.rest('POST', `/friends/requests/${id}/accept`);
}

async function walk(
  jonas: Account,
  lena: Account,
  ines: Account,
  me: { id: string },
): Promise<string> {
  const group = await jonas.group('Harbour walk', [me, lena, ines]);
  await jonas.say(group, 'Saturday looks dry after all. Shall we do the harbour walk?');
  await lena.say(group, 'I am **in**!');
  const plan = await jonas.say(
    group,
    'The plan:\n1. Meet at the old clock at ten\n2. Along the pier to the lighthouse\n3. The ferry back leaves at `18:40`',
  );
  await lena.say(
    group,
    'Lovely. Here is the route: https://maps.example.org/harbour-walk\nIt is about 11 km, mostly flat.',
  );
  const picture = await lena.upload('lookout.png', 'image/png', hills(960, 600));
  await lena.say(group, 'This is the lookout:', { url: picture.url, fileName: 'lookout.png' });
  const list = await jonas.upload('packing list.txt', 'text/plain', Buffer.from('Gloves\nTea\n'));
  await jonas.say(group, '', { url: list.url, fileName: 'packing list.txt' });
  const asked = await ines.say(group, 'Can I bring my sister? She arrives on Friday.');
  await jonas.say(group, 'Of course! @maya has room in the car, I think', { replyTo: asked });
  await lena.send('PUT', `/messages/${plan}/reactions/${encodeURIComponent('❤️')}`);
  await ines.send('PUT', `/messages/${plan}/reactions/${encodeURIComponent('❤️')}`);
  await ines.send('PUT', `/messages/${plan}/reactions/${encodeURIComponent('😮')}`);
  await jonas.send('PUT', `/messages/${plan}/pin`);
  return group;
}
