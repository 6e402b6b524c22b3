export { build as default } from './server';
