/** Every word the page says, in English. Another language is another object of this type. */
export const en = {
  appName: 'Parley',

  signIn: {
    title: 'Sign in to Parley',
    submit: 'Sign in',
    toSignUp: 'Create an account',
    newHere: 'New here?',
  },
  signUp: {
    title: 'Create your account',
    submit: 'Create account',
    toSignIn: 'Sign in',
    haveOne: 'Have an account?',
  },
  signOut: 'Sign out',
  signUpClosed: 'This server takes no new accounts.',
  byInvitation: 'New accounts need an invitation.',
  forgot: {
    ask: 'Forgot your password?',
    title: 'Set a new password',
    hint: 'We send a link to your email address.',
    submit: 'Send the link',
    sent: 'If there is an account with this email, a link is on its way.',
    back: 'Back to sign in',
  },
  reset: {
    title: 'Set a new password',
    submit: 'Set password',
    done: 'Your password is set. Sign in with it.',
  },
  verify: {
    title: 'Verify your email',
    submit: 'This is my address',
    done: 'Thank you: your email is verified.',
    toStart: 'Go to Parley',
  },
  fields: {
    newPassword: 'New password',
    username: 'Username',
    email: 'Email',
    password: 'Password',
    usernameHint: 'At least 3 characters. This is how people find you.',
    passwordHint: 'At least 8 characters.',
  },

  conversations: {
    title: 'Conversations',
    search: 'Search people and conversations',
    clearSearch: 'Clear search',
    people: 'People',
    noPeople: 'Nobody by that name.',
    searching: 'Searching…',
    newGroup: 'New group',
    none: 'No conversations yet',
    noneHint: 'Search for somebody above to say hello.',
    pick: 'Pick a conversation',
    pickHint: 'Or search for somebody to start a new one.',
    missing: 'This conversation is not here',
    missingHint: 'It may have ended, or you are no longer in it.',
    back: 'Back to conversations',
    unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
    you: (text: string) => `You: ${text}`,
    by: (name: string, text: string) => `${name}: ${text}`,
    attachment: 'Attachment',
    empty: 'No messages yet',
    members: (count: number) => (count === 1 ? '1 member' : `${count} members`),
    group: 'Group',
  },
  group: {
    title: 'New group',
    name: 'Group name',
    people: 'Add people',
    create: 'Create group',
    cancel: 'Cancel',
    remove: (name: string) => `Remove ${name}`,
    needsPeople: 'Add at least one person.',
  },

  presence: { online: 'Online', offline: 'Offline' },

  timeline: {
    label: (name: string) => `Messages with ${name}`,
    beginning: 'This is the beginning of the conversation.',
    loadingOlder: 'Loading older messages',
    today: 'Today',
    yesterday: 'Yesterday',
    unreadDivider: 'New',
    newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
    unreachable: 'That message is out of reach.',
    toBottom: 'Jump to the latest message',
    deleted: 'This message was deleted.',
    edited: 'edited',
    somebody: 'Somebody',
    me: 'You',
    system: 'System',
    announce: (author: string, text: string) => `${author}: ${text}`,
    typing: (names: readonly string[]) =>
      names.length === 1
        ? `${names[0]} is typing…`
        : names.length === 2
          ? `${names[0]} and ${names[1]} are typing…`
          : 'Several people are typing…',
  },
  status: {
    sending: 'Sending',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not sent',
    retry: 'Try again',
    discard: 'Discard',
  },
  menu: {
    label: 'Message',
    more: 'More',
    react: 'React',
    reply: 'Reply',
    edit: 'Edit',
    copy: 'Copy text',
    pin: 'Pin',
    unpin: 'Unpin',
    readBy: 'Read by…',
    report: 'Report…',
    delete: 'Delete',
    moreReactions: 'React…',
    deleteTitle: 'Delete this message?',
    deleteText: 'It is taken away for everybody. This cannot be undone.',
  },
  reactions: {
    of: (emoji: string, names: string) => `${emoji} by ${names}`,
    react: (emoji: string) => `React with ${emoji}`,
  },
  reply: {
    to: (name: string, text: string) => `Answers ${name}: ${text}`,
    replying: (name: string) => `Replying to ${name}`,
    editing: 'Editing',
    cancel: 'Cancel',
    back: 'Back',
  },
  pins: {
    title: 'Pinned messages',
    goTo: (name: string) => `Go to the pinned message of ${name}`,
    all: (count: number) => `${count} pinned`,
  },
  readBy: { title: 'Read by', nobody: 'Nobody yet.' },
  report: {
    title: 'Report to the administrators',
    reason: 'What is wrong?',
    hint: 'Administrators see the message and what you write here.',
    submit: 'Report',
    done: 'Thank you. The administrators will look at it.',
  },
  emoji: { title: 'Emojis', search: 'Search emojis' },
  notices: {
    added: (who: string, whom: string) => `${who} added ${whom}.`,
    removed: (who: string, whom: string) => `${who} removed ${whom}.`,
    left: (who: string) => `${who} left.`,
    role: (who: string, whom: string) => `${who} changed what ${whom} may do.`,
    avatar: (who: string) => `${who} changed the picture.`,
    renamed: (who: string, name: string) => `${who} named the conversation “${name}”.`,
    other: (who: string) => `${who} changed the conversation.`,
    people: (count: number) => (count === 1 ? 'somebody' : `${count} people`),
  },

  composer: {
    placeholder: (name: string) => `Message ${name}`,
    send: 'Send',
    save: 'Save',
    tooLong: (over: number) => `${over} characters too many`,
  },

  connection: {
    reconnecting: 'No connection. Reconnecting… What you write is kept and sent when it is back.',
    catchingUp: 'Connected again. Catching up…',
    stopped: 'The server ended this connection.',
    reconnect: 'Connect again',
    starting: 'Connecting to the server…',
  },

  theme: { toDark: 'Use dark theme', toLight: 'Use light theme' },
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  close: 'Close',

  errors: {
    network: 'The server cannot be reached. Check your connection and try again.',
    rateLimited: (seconds: number | undefined) =>
      seconds
        ? `Too many tries. Wait ${seconds} s and try again.`
        : 'Too many tries. Wait a moment.',
    field: (label: string, message: string) => `${label} ${message}.`,
    unexpected: 'Something went wrong. Try again.',
  },
};

export type Texts = typeof en;
