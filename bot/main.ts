/** Where the server begins: sees that this Node will do, and only then loads the rest. */

import { keepCompiled } from './compiled.ts';

const NEEDED = [24, 16] as const;
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`keepsake: Node ${NEEDED.join('.')} or later is needed, this is ${process.versions.node}. "npm start" brings its own.`);
  process.exit(1);
}

// What people told is for the owner of this process, also in a folder that others may read.
process.umask(0o077);
// A terminal that was closed must not take the server along.
process.stdout.on('error', () => undefined);
keepCompiled();
const { command } = await import('./command.ts');
await command(
  process.argv[2],
  (line) => console.log(line),
  (line) => console.error(line),
);
