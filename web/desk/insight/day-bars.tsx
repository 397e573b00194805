import type { Insight } from '../../../bot/insight/figures.ts';
import { locale, word } from '../words.ts';

const HEIGHT = 100;
/** Of the room of a day its bar takes so much. */
const BAR = 0.8;

type Day = Insight['days'][number];

/** Problems day by day: solved, handed over, and left. Who cannot see it hears the figures. */
export function DayBars({ days }: { readonly days: readonly Day[] }) {
  const most = Math.max(1, ...days.map(({ begun, solved, handedOver }) => Math.max(begun, solved + handedOver)));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <figure class="day-bars">
      <figcaption>
        {word().dayByDay} <span class="key solved">{word().solved}</span> <span class="key handed-over">{word().handedOver}</span>{' '}
        <span class="key left">{word().leftOpen}</span>
      </figcaption>
      <svg viewBox={`0 0 ${days.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={word().dayByDay}>
        {days.map((day, i) => (
          <Bar key={day.day} day={day} x={i + (1 - BAR) / 2} unit={HEIGHT / most} />
        ))}
      </svg>
      <p class="ends">
        <span>{date(first.day)}</span> <span>{word().mostADay(most)}</span> <span>{date(last.day)}</span>
      </p>
    </figure>
  );
}

function Bar({ day, x, unit }: { readonly day: Day; readonly x: number; readonly unit: number }) {
  const { begun, solved, handedOver } = day;
  const left = Math.max(0, begun - solved - handedOver);
  const parts = [
    ['solved', solved, 0],
    ['handed-over', handedOver, solved],
    ['left', left, solved + handedOver],
  ] as const;
  return (
    <g>
      <title>{`${date(day.day)}: ${begun} ${word().problems}, ${solved} ${word().solved}, ${handedOver} ${word().handedOver}`}</title>
      {parts.map(([name, many, below]) => (
        <rect key={name} class={name} x={x} width={BAR} y={HEIGHT - (below + many) * unit} height={many * unit} />
      ))}
    </g>
  );
}

/** A day is one of UTC, wherever it is looked at. */
function date(day: number): string {
  return new Date(day).toLocaleDateString(locale(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
}
