/** The desk: where people sit who take over from the bot. */
import { render } from 'preact';
import { App } from './app.tsx';

const place = document.getElementById('desk');
if (place === null) throw new Error('the page has no place for the desk');
render(<App />, place);
