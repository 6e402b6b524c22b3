// Run by mongosh against one member: initiates the set where there is none, and waits for a primary.
const members = ['mongo-1', 'mongo-2', 'mongo-3'].map((host, _id) => ({
  _id,
  host: host + ':27017',
}));
try {
  rs.initiate({ _id: 'rs0', members });
} catch (problem) {
  if (problem.codeName !== 'AlreadyInitialized') throw problem;
}
for (let tries = 0; tries < 60; tries++) {
  if (rs.status().members.some((member) => member.stateStr === 'PRIMARY')) quit(0);
  sleep(1000);
}
quit(1);
