import type { z } from 'zod';
import { describeSetting } from '../describe-setting';
import type { Claim, Experiment, Results } from '../lab/experiment';
import { phrase, words } from '../phrase';
import type { Cell, Report } from './report';

/** An experiment of the Lab: what to look at, its figure, its claim and the controls it was done with. */
export function labReport(experiment: Experiment, controls: Readonly<Record<string, unknown>>, results: Results<unknown>): Report {
  const { name, label, source, look } = experiment;
  const claim = experiment.claim(controls, results);
  const set = Object.entries(controls).filter(([, value]) => value !== undefined && value !== null);
  return {
    title: label,
    about: phrase`An experiment of the book: ${words(source)}`,
    sections: [
      {
        title: phrase`What is done`,
        blocks: [
          { kind: 'text', text: words(look[0]) },
          { kind: 'text', text: words(look[1]) },
        ],
      },
      { title: phrase`Figure`, blocks: [{ kind: 'figure', caption: words(label), figure: experiment.figure(controls, results) }] },
      { title: phrase`Claim`, blocks: claim ? claimBlocks(claim) : [{ kind: 'text', text: phrase`This experiment makes no claim.` }] },
      {
        title: phrase`Reproduce`,
        blocks: [
          { kind: 'facts', rows: set.map(([control, value]) => [labelOf(experiment, control), cellOf(value)] as const) },
          {
            kind: 'code',
            text: [
              `kasane lab ${name}`,
              ...set.map(
                ([control, value]) =>
                  `--set ${typeof value === 'object' ? quoted(`${control}=${JSON.stringify(value)}`) : `${control}=${value}`}`,
              ),
            ].join(' '),
          },
        ],
      },
    ],
  };
}

const claimBlocks = ({ criterion, text, holds }: Claim) => [
  { kind: 'text' as const, text: criterion },
  { kind: 'text' as const, text: holds ? phrase`It holds: ${text}` : phrase`It does not hold: ${text}` },
];

function labelOf({ controls }: Experiment, control: string): Cell {
  const schema = controls.shape[control] as z.ZodType | undefined;
  return words((schema && describeSetting(schema).label) || control);
}

/** A design by its name. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null ? String(Reflect.get(value, 'name') ?? JSON.stringify(value)) : String(value);
}

/** For a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
