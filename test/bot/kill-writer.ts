/** Writes turns as fast as it can and says which ones were acknowledged, until it is killed. Run by store-sqlite.test.ts. */
import { openSqlite } from '../../bot/store/sqlite.ts';
import { aTurn } from './a-turn.ts';

const [file = '', migrations = ''] = process.argv.slice(2);
const store = await openSqlite(file, migrations);

async function write(conversation: string): Promise<void> {
  for (let i = (await store.read(conversation)).version; ; i++) {
    const done = await store.commitTurn(aTurn({ conversation, key: `k${i}`, version: i, case: { turns: i + 1 } }));
    if (done.kind !== 'done') throw new Error(`turn ${i} was ${done.kind}`);
    process.stdout.write(`${conversation} ${i + 1}\n`);
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(write));
