import { percent } from '../time.ts';
import { locale, word } from '../words.ts';

/** A figure, or a part and the whole that it is of. */
type Cell = number | readonly [part: number, whole: number];
export type Row = readonly [id: string, name: string, ...cells: readonly Cell[]];

type TableProps = { readonly title: string; readonly heads: readonly string[]; readonly rows: readonly Row[] };

/** Rows that are shown; the rest is counted. */
const SHOWN = 15;

/** Names and figures under a title; nothing when there are none. */
export function Table({ title, heads, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <table class="figures">
      <caption>{title}</caption>
      <thead>
        <tr>
          <td />
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, SHOWN).map(([id, name, ...cells]) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td key={heads[i]}>{shown(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {rows.length > SHOWN && (
        <tfoot>
          <tr>
            <td colSpan={heads.length + 1}>{word().andMore(rows.length - SHOWN)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function shown(cell: Cell) {
  if (typeof cell === 'number') return cell.toLocaleString(locale());
  const [part, whole] = cell;
  return (
    <>
      {part.toLocaleString(locale())} {whole > 0 && <small>{percent(part / whole)}</small>}
    </>
  );
}
