export * from '../../client/test/real/fault-proxy';
