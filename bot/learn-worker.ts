/** The thread that learns; see learn.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiled } from './compiled.ts';

keepCompiled();
const { learn } = await import('./learn.ts');
parentPort?.postMessage(await learn(workerData));
