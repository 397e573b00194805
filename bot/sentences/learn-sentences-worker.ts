/** The thread that learns sentences; see learn-sentences.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiled } from '../compiled.ts';

keepCompiled();
const [{ learnSentences }, { loadEnergetic }] = await Promise.all([import('./learn-sentences.ts'), import('./energetic.ts')]);
parentPort?.postMessage(await learnSentences(workerData, loadEnergetic));
