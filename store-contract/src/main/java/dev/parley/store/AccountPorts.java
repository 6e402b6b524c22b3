package dev.parley.store;

import dev.parley.chat.DepartureStore;
import dev.parley.chat.InvitationStore;
import dev.parley.chat.OneTimeTokenStore;
import dev.parley.chat.OutsideAccountStore;
import dev.parley.chat.UserStore;

/// What an adapter gives for the keeping of accounts.
public record AccountPorts(
    UserStore users,
    InvitationStore invitations,
    OneTimeTokenStore tokens,
    OutsideAccountStore outside,
    DepartureStore departures,
    AutoCloseable store) {}
