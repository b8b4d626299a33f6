import path from 'node:path';
import { loadWithCodeCache } from './code-cache.node.ts';

// The entry alone, in a bundle of its own: the server stands beside it, with its code cache.
const server = loadWithCodeCache<typeof import('./server.node.ts')>(path.join(__dirname, 'language-server.cjs'));
void server.startServer();
