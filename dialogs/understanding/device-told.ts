import type { Listening } from './understand.ts';

type Understand = Listening['understand'];

/** Understands also what the page around the chat says of the device; what the person said, now or before, counts more. */
export function withDevice(understand: Understand): Understand {
  return (message, context, sense) => {
    const heard = understand(message, context, sense);
    // A greeting that tells a fact is no greeting; the device is told with the next message again.
    const asideOnly = heard.commands.some((command) => command === 'greeting' || command === 'help');
    if (message.device === undefined || asideOnly) return heard;
    const said = new Set([...heard.facts.map(({ slot }) => slot), ...Object.keys(context.facts)]);
    const told = understand({ text: message.device }, { facts: {} }).facts.filter(({ slot }) => !said.has(slot));
    return { ...heard, facts: [...heard.facts, ...told.map((fact) => ({ ...fact, corrects: false }))] };
  };
}
