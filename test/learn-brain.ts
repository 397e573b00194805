/** Learns a pack and keeps the model: `node test/learn-brain.ts PACK FOLDER`. A process of its own, as Jest makes the same work five times as long. */
import { cachedModel } from '../bot/model-cache.ts';
import { loadPack } from '../knowledge/load.ts';

const [pack = '', folder = ''] = process.argv.slice(2);
const loaded = await loadPack(pack);
if (!loaded.ok) throw new Error(`${pack} has errors`);
const { kept } = await cachedModel(loaded.pack, folder);
if (!kept) throw new Error(`the model could not be written to ${folder}`);
