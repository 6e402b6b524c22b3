import { AccountApi } from './api-account.js';
import { AdminApi } from './api-admin.js';
import { FilesApi } from './api-files.js';
import { FriendsApi } from './api-friends.js';
import { GroupsApi } from './api-groups.js';
import { MessagesApi } from './api-messages.js';
import { PushApi } from './api-push.js';
import { data, settled, type Http } from './http.js';
import type {
  ConversationDetail,
  ConversationList,
  HistoryPage,
  Presence,
  SignInOptions,
  User,
} from './wire.js';

/** Next to an entry, by its id, or around a place in the log. */
export type Place =
  { readonly before: string } | { readonly after: string } | { readonly aroundSeq: number };

/** The REST routes, typed. Everything throws a `ParleyError` when refused. */
export class Api {
  readonly account: AccountApi;
  readonly admin: AdminApi;
  readonly files: FilesApi;
  readonly friends: FriendsApi;
  readonly groups: GroupsApi;
  readonly messages: MessagesApi;
  readonly push: PushApi;

  constructor(private readonly http: Http) {
    this.account = new AccountApi(http);
    this.admin = new AdminApi(http);
    this.files = new FilesApi(http);
    this.friends = new FriendsApi(http);
    this.groups = new GroupsApi(http);
    this.messages = new MessagesApi(http);
    this.push = new PushApi(http);
  }

  async signUp(
    username: string,
    email: string,
    password: string,
    invitation?: string,
  ): Promise<User> {
    const account = { username, email, password, ...(invitation ? { invitation } : {}) };
    return data(settled(await this.http.once('POST', '/auth/signup', account)));
  }

  /** How people get in here. */
  async signInOptions(): Promise<SignInOptions> {
    return data(settled(await this.http.once('GET', '/auth/options')));
  }

  /** With the token of a mailed link. */
  async verifyEmail(token: string): Promise<void> {
    settled(await this.http.once('POST', '/auth/email/verify', { token }));
  }

  /** Asks for a mailed link; whether there is such an account nobody learns. */
  async forgotPassword(email: string): Promise<void> {
    settled(await this.http.once('POST', '/auth/password/forgot', { email }));
  }

  /** With the token of a mailed link. Ends all sessions. */
  async resetPassword(token: string, password: string): Promise<void> {
    settled(await this.http.once('POST', '/auth/password/reset', { token, password }));
  }

  async signIn(email: string, password: string): Promise<User> {
    return data(settled(await this.http.once('POST', '/auth/signin', { email, password })));
  }

  /** Signs in by the password of the account that a provider's word alone did not open. */
  async link(password: string): Promise<User> {
    return data(settled(await this.http.once('POST', '/auth/link', { password })));
  }

  async signOut(): Promise<void> {
    await this.http.post('/auth/signout');
  }

  async me(): Promise<User> {
    return data(await this.http.get('/auth/me'));
  }

  /** People whose name contains `username`, at most ten. */
  async searchPeople(username: string): Promise<readonly User[]> {
    const reply = await this.http.get(`/users/search?username=${encodeURIComponent(username)}`);
    return reply.body as readonly User[];
  }

  /** The one direct conversation with that person, made if there was none. */
  async openDirect(userId: string): Promise<string> {
    const reply = await this.http.post('/conversations', { type: 'direct', userIds: [userId] });
    return data<{ id: string }>(reply).id;
  }

  async createGroup(name: string, userIds: readonly string[]): Promise<string> {
    const reply = await this.http.post('/conversations', { name, type: 'group', userIds });
    return data<{ id: string }>(reply).id;
  }

  async conversation(id: string): Promise<ConversationDetail> {
    return data(await this.http.get(`/conversations/${id}`));
  }

  /** The `limit` conversations of each type with the newest activity. */
  async conversations(limit: number): Promise<ConversationList> {
    return data(await this.http.get(`/conversations?limit=${limit}`));
  }

  /** Entries at that place, newest first: notices and tombstones too. */
  async history(id: string, place: Place, limit: number): Promise<HistoryPage> {
    const [[where, what]] = Object.entries(place) as [[string, string | number]];
    const query = `limit=${limit}&${where}=${what}&entries=all`;
    return (await this.http.get(`/messages/conversation/${id}?${query}`)).body as HistoryPage;
  }

  async presence(): Promise<Presence> {
    return data(await this.http.get('/friends/online-status'));
  }
}
