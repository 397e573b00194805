/** The thread that learns; see learn.ts. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

enableCompileCache();
const { learn } = await import('./learn.ts');
parentPort?.postMessage(await learn(workerData));
