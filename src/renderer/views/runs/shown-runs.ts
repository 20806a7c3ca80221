/** Which runs the list shows, and in which order. */
import type { RunSummary } from '@shared/contracts/run';
import { optimizerKinds } from '@shared/nn/optimizers';
import { designName, type Words } from '../../words/use-words';
import type { RunColumn } from './state/runs-store';

export interface RunFilter {
  readonly query: string;
  readonly state: RunSummary['state'] | null;
  readonly tag: string | null;
  readonly sort: { readonly column: RunColumn; readonly descending: boolean };
}

export const nameOf = ({ label, design }: RunSummary, { text }: Pick<Words, 'text'>) => designName(label.name || design, text);

/** Empty where it is not known. */
export const optimizerOf = ({ optimizer }: RunSummary, text: Words['text']): string =>
  optimizer === null ? '' : text(optimizerKinds.find(({ type }) => type === optimizer)?.label ?? optimizer);

/** All words of the query must be found somewhere in what is shown of the run, or in its folder's name. */
export function shownRuns(runs: readonly RunSummary[], filter: RunFilter, words: Pick<Words, 't' | 'text'>): RunSummary[] {
  const { query, state, tag, sort } = filter;
  const { t, text } = words;
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (run: RunSummary) => {
    if ((state && run.state !== state) || (tag && !run.label.tags.includes(tag))) return false;
    if (wanted.length === 0) return true;
    const { label, design, network, folder } = run;
    const known = [
      nameOf(run, words),
      text(design),
      design,
      network,
      folder,
      t(`runs.state.${run.state}`),
      label.notes,
      ...label.tags,
      optimizerOf(run, text),
    ];
    if (run.images) known.push(run.images.dataset.name);
    const all = known.join('\n').toLocaleLowerCase();
    return wanted.every((word) => all.includes(word));
  };
  return runs.filter(matches).sort(comparedBy(sort, words));
}

/** Which of two runs comes first. */
export function comparedBy({ column, descending }: RunFilter['sort'], words: Pick<Words, 't' | 'text'>) {
  const compare = comparisons(words)[column];
  return (a: RunSummary, b: RunSummary) => compare(a, b, descending ? -1 : 1) || b.created.localeCompare(a.created);
}

type Compare = (a: RunSummary, b: RunSummary, sign: number) => number;

/** What is not known comes last, whichever way round. */
const byNumber =
  (value: (run: RunSummary) => number | null): Compare =>
  (a, b, sign) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  };

const byText =
  (value: (run: RunSummary) => string): Compare =>
  (a, b, sign) =>
    sign * value(a).localeCompare(value(b));

const comparisons = ({ t, text }: Pick<Words, 't' | 'text'>): Readonly<Record<RunColumn, Compare>> => ({
  name: byText((run) => nameOf(run, { text })),
  state: byText(({ state }) => t(`runs.state.${state}`)),
  dataset: byText(({ images }) => images?.dataset.name ?? ''),
  optimizer: byText((run) => optimizerOf(run, text)),
  test: byNumber(({ test }) => test),
  validation: byNumber(({ validation }) => validation),
  parameters: byNumber(({ parameters }) => parameters),
  seconds: byNumber(({ seconds }) => seconds),
  created: byText(({ created }) => created),
});
