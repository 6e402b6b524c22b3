export * from '../../client/test/real/server';
