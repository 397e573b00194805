import { parentPort, workerData } from 'node:worker_threads';
import { learnSentences } from '../../bot/sentences/learn-sentences.ts';
import { loadTrigrams } from './trigrams.ts';

parentPort?.postMessage(await learnSentences(workerData, loadTrigrams));
