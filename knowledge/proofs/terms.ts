/** Terms: no two are called the same, and each is explained in a few sentences. */
import { mention, type Place } from '../problem.ts';
import type { Report, World } from '../world.ts';
import type { Path } from '../yaml-text.ts';

/** Characters that an explanation should not exceed: it stands between two steps. */
const MOST = 320;

/** In each language: whoever asks for a name gets one answer, and a short one. */
export function checkTerms(world: World, report: Report): void {
  const { terms, translations } = world.draft;
  const named = new Map<string, Named>();
  for (const { value, at } of terms) checkTerm(report, named, value, at);
  for (const language of new Set(translations.map((one) => one.language))) {
    const own = new Map(named);
    for (const { item } of translations.filter((one) => one.language === language)) {
      for (const [id, texts] of Object.entries(item.value.terms))
        checkTerm(report, own, { id, ...texts }, (...path) => item.at('terms', id, ...path));
    }
  }
}

type Named = { readonly id: string; readonly place: Place };
type Texts = { readonly id: string; readonly names: readonly string[]; readonly say?: string | undefined };

function checkTerm(report: Report, named: Map<string, Named>, { id, names, say }: Texts, at: (...path: Path) => Place): void {
  for (const [i, name] of names.entries()) takeName(report, named, id, name, at('names', i));
  if (say !== undefined) checkLength(report, say, at('say'));
}

function takeName(report: Report, named: Map<string, Named>, id: string, name: string, place: Place): void {
  const plain = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const first = named.get(plain);
  if (first !== undefined && first.id !== id)
    report.error(place, `“${name}” is a name of \`${first.id}\` already, at ${mention(first.place, place)}; a name has one explanation`);
  else named.set(plain, { id, place });
}

function checkLength(report: Report, say: string, place: Place): void {
  if (say.length > MOST)
    report.warn(place, `this explanation has ${say.length} characters; more than ${MOST} lose the thread of the conversation`);
}
