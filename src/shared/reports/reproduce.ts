/** How to have a run again: its data, seed and spec, and the commands. */
import { phrase } from '../phrase';
import type { Cell, Section } from './report';
import type { ReportedRun } from './reported-run';

export function again({ folder, spec, changes, from, dataset, machine, app }: ReportedRun): Section {
  // What a spec alone does not tell is kept with the run.
  const isWhole = from === 'initial' && changes.length === 0 && !spec.data.drawings;
  const place = dataset.isBuiltIn ? '' : ' --data PLACE';
  return {
    title: phrase`Reproduce`,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [phrase`Dataset`, dataset.name],
          ...Object.entries(dataset.checksums).map(([name, sum]): [Cell, Cell] => [phrase`MD5 of ${name}`, sum]),
          [phrase`Seed`, String(spec.seed)],
          [phrase`Began with`, from === 'imported' ? phrase`parameters from a file` : phrase`initial values`],
          [phrase`Version`, phrase`Kasane ${app}`],
          ...(machine ? [[phrase`Machine`, phrase`${machine.processor}, engine ${machine.engine}`] as const] : []),
        ],
      },
      { kind: 'text', text: isWhole ? anywhere : onlyHere },
      ...(dataset.isBuiltIn
        ? []
        : [{ kind: 'text' as const, text: phrase`PLACE is where the dataset “${dataset.name}” is, with the checksums above.` }]),
      {
        kind: 'code',
        text: [`kasane runs reproduce "${folder}"${place}`, ...(isWhole ? [`kasane train --spec spec.json${place}`] : [])].join('\n'),
      },
      ...(isWhole ? [{ kind: 'code' as const, text: JSON.stringify(spec) }] : []),
    ],
  };
}

const anywhere = phrase`The same settings, seed and data give the same parameters, bit for bit. Where the run is at hand, the first command trains it again and compares; anywhere else save what stands below as spec.json.`;
const onlyHere = phrase`The command trains the run again and compares, bit for bit. It needs the run: what it began with, what was changed on the way and the drawings it was trained on are kept with it.`;
