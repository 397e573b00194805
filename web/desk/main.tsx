/** The desk: where people sit who take over from the bot. */
import { render } from 'preact';
import { keepAboveKeyboard } from '../ground/keyboard.ts';
import { App } from './app.tsx';

const place = document.getElementById('desk');
if (place === null) throw new Error('the page has no place for the desk');
keepAboveKeyboard();
render(<App />, place);
