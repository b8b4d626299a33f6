import { startServer } from './server.node.ts';

void startServer();
