package dev.parley.server;

/// The origin besides this one that browsers fetch files from, as it is written into a policy, with
/// a blank before it; empty when there is none.
record FileOrigin(String source) {}
