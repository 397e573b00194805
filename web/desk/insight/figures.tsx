import type { Insight } from '../../../bot/insight/figures.ts';
import { percent } from '../time.ts';
import { locale, word } from '../words.ts';
import { DayBars } from './day-bars.tsx';
import { type Row, Table } from './table.tsx';

/** The figures: how much, how it went from day to day, and what it was about. */
export function Figures({ insight }: { readonly insight: Insight }) {
  const { days, topics, fixes, handoffs, ended, problems } = insight;
  if (problems.begun === 0 && insight.people === 0) return <p class="muted">{word().nothingHappened}</p>;
  const reasons: Readonly<Record<string, string>> = word().reasons;
  return (
    <>
      <Tiles insight={insight} />
      <DayBars days={days} />
      <Table
        title={word().cameWith}
        heads={[word().problems, word().solved, word().handedOver]}
        rows={topics.map(({ id, title, begun, solved, handedOver }) => [id, title, begun, [solved, begun], [handedOver, begun]])}
      />
      <Table
        title={word().wereGiven}
        heads={[word().given, word().outcome.worked ?? '', word().outcome.failed ?? '']}
        rows={fixes.map(({ id, title, given, worked, failed }) => [id, title, given, [worked, worked + failed], [failed, worked + failed]])}
      />
      <Table
        title={word().whyHandedOver}
        heads={[word().times]}
        rows={handoffs.map(({ code, times }) => named(code, word().reason, times))}
      />
      <Table title={word().closing} heads={[word().times]} rows={ended.map(({ code, times }) => named(code, reasons, times))} />
      <Ratings ratings={insight.ratings} />
    </>
  );
}

function named(code: string, names: Readonly<Record<string, string>>, times: number): Row {
  return [code, names[code] ?? code, times];
}

function Ratings({ ratings }: Pick<Insight, 'ratings'>) {
  const all = ratings.reduce((sum, { times }) => sum + times, 0);
  if (all === 0) return null;
  return (
    <Table
      title={word().ratings}
      heads={[word().times]}
      rows={ratings.map(({ stars, times }) => [`${stars}`, '★'.repeat(stars), [times, all]])}
    />
  );
}

/** The few figures that one looks for first. */
function Tiles({ insight: { people, problems, missed, ratings } }: { readonly insight: Insight }) {
  const { begun, solved, handedOver } = problems;
  const rated = ratings.reduce((sum, { times }) => sum + times, 0);
  const stars = ratings.reduce((sum, { stars: many, times }) => sum + many * times, 0);
  const tiles: readonly (readonly [name: string, figure: string, about?: string | undefined])[] = [
    [word().newPeople, number(people)],
    [word().problems, number(begun)],
    [word().solved, number(solved), share(solved, begun)],
    [word().handedOver, number(handedOver), share(handedOver, begun)],
    [word().notUnderstood, number(missed)],
    [word().stars, rated === 0 ? '–' : number(stars / rated), rated === 0 ? undefined : word().ratedBy(rated)],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, figure, about]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{figure}</strong> {about !== undefined && <small>{about}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function number(value: number): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: 1 });
}

function share(part: number, whole: number): string | undefined {
  return whole === 0 ? undefined : percent(part / whole);
}
