/** Loaded before the server: notes in the file NOTE_SDK whatever of the Bot Framework SDK is loaded. */
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) => {
    if (/^(?:botbuilder|botframework|@azure\/)/.test(specifier)) appendFileSync(process.env.NOTE_SDK ?? '', `${specifier}\n`);
    return next(specifier, context);
  },
});
