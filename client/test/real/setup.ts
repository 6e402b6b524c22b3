export { build as setup } from './server.js';
