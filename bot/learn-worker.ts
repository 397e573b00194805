/** The thread that learns; see learn.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { learn, type Sources } from './learn.ts';

parentPort?.postMessage(await learn(workerData as Sources));
