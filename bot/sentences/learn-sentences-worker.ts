/** The thread that learns sentences; see learn-sentences.ts. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

enableCompileCache();
const [{ learnSentences }, { loadEnergetic }] = await Promise.all([import('./learn-sentences.ts'), import('./energetic.ts')]);
parentPort?.postMessage(await learnSentences(workerData, loadEnergetic));
