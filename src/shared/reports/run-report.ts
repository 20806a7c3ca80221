/** What a run is, what it came to, and how to have it again; of several runs what they differ in. */

import { worstPairs } from '../analysis/confusion';
import { findKind } from '../kind';
import { describeNetwork, networkSummary, parameterCount } from '../nn/description';
import { layerKinds } from '../nn/layers';
import type { LayerDescription } from '../nn/stack';
import { joined, type Phrase, phrase, words } from '../phrase';
import { differences } from '../spec/changes';
import { comparison } from './comparison';
import { curves } from './curves';
import { countText, percentText } from './numbers';
import type { Block, Cell, DrawnLayer, Report, Section } from './report';
import type { ReportedRun } from './reported-run';
import { again } from './reproduce';
import { settingRows } from './settings';
import { accuracyText, shown } from './values';

/** Of more classes a matrix does not fit on a page. */
const MOST_IN_MATRIX = 20;
const WORST_PAIRS = 15;

/** A report on one run, or on several with what tells them apart first. */
export function runReport(runs: readonly ReportedRun[]): Report {
  const [first, ...others] = runs;
  if (!first) throw new Error('a report is of one run at least');
  if (others.length === 0) return { title: first.name, about: aboutRun(first), sections: runSections(first) };
  return {
    title: runs.length > 3 ? `${first.name} + ${others.length}` : runs.map(({ name }) => name).join(' · '),
    about: phrase`${runs.length} runs compared`,
    sections: [
      comparison(runs),
      ...runs.flatMap((run) => runSections(run).map((section) => ({ ...section, title: phrase`${run.name}: ${section.title}` }))),
    ],
  };
}

const aboutRun = ({ spec, created, iteration }: ReportedRun): Phrase =>
  phrase`${networkSummary(spec.network)}, trained for ${countText(iteration)} iterations, begun ${created.slice(0, 16).replace('T', ' ')} UTC`;

/** Empty sections are left out. */
const runSections = (run: ReportedRun): Section[] =>
  [result(run), network(run), curves(run), mistakes(run), robustness(run), settings(run), notes(run), again(run)].filter(
    ({ blocks }) => blocks.length > 0,
  );

const sets = [
  ['test', phrase`Test accuracy`],
  ['validation', phrase`Validation accuracy`],
  ['training', phrase`Training accuracy`],
] as const;

function result(run: ReportedRun): Section {
  const { evaluated, seconds, iteration, spec } = run;
  return {
    title: phrase`Result`,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ...sets.flatMap(([set, label]): [Cell, Cell][] => (evaluated[set] ? [[label, accuracyText(evaluated[set])]] : [])),
          [phrase`Parameters`, parameterCount(describeNetwork(spec.network))],
          [phrase`Iterations`, iteration],
          [phrase`Time spent training`, phrase`${Number(seconds.toPrecision(3))} s`],
        ],
      },
      ...(evaluated.test ? [] : [{ kind: 'text' as const, text: phrase`It has not been evaluated on its test images.` }]),
    ],
  };
}

const network = ({ spec }: ReportedRun): Section => ({
  title: phrase`Network`,
  blocks: [
    {
      kind: 'network',
      caption: phrase`The layers, what each gives, and its parameters`,
      layers: drawnLayers(describeNetwork(spec.network)),
    },
  ],
});

const drawnLayers = (layers: readonly LayerDescription[]): DrawnLayer[] =>
  layers.map(({ spec, label, layer, input, output, parameterCount: parameters }) => {
    const operation = layer.operation(input);
    const { family, keySetting } = findKind(layerKinds, spec.type);
    // A window is in its detail already.
    const amount = keySetting === undefined || family === 'pooling' ? undefined : spec[keySetting];
    return {
      label: words(label),
      detail: typeof amount === 'number' ? joined(layer.detail.template === '' ? [amount] : [amount, layer.detail], ' ') : layer.detail,
      family,
      output,
      parameters,
      inner: operation.op === 'sum' ? drawnLayers(operation.ways[0]) : operation.op === 'join' ? operation.ways.flatMap(drawnLayers) : [],
    };
  });

function mistakes({ test, missing }: ReportedRun): Section {
  const title = phrase`Mistakes`;
  if (!test) return { title, blocks: missing ? [{ kind: 'text', text: missing }] : [] };
  const { classes, confusion } = test;
  const nameOf = (index: number) => classes[index] ?? String(index);
  const matrix: Block =
    classes.length <= MOST_IN_MATRIX
      ? { kind: 'confusion', caption: phrase`Confusion matrix: rows are true classes, columns predicted ones`, classes, counts: confusion }
      : {
          kind: 'table',
          caption: phrase`The most frequent mistakes`,
          heads: [phrase`True class`, phrase`Predicted as`, phrase`Images`],
          rows: worstPairs(confusion)
            .slice(0, WORST_PAIRS)
            .map(({ label, predicted, count, of }) => [nameOf(label), nameOf(predicted), phrase`${count} of ${of}`]),
        };
  if (test.mistakes.length === 0) return { title, blocks: [matrix, { kind: 'text', text: phrase`No test image is misread.` }] };
  return {
    title,
    blocks: [
      matrix,
      {
        kind: 'images',
        caption: phrase`The worst mistakes: true class, predicted class and its probability`,
        images: test.mistakes.map(({ pixels, width, channels, label, predicted, probability }) => ({
          ...{ pixels, width, channels },
          caption: phrase`${nameOf(label)} → ${nameOf(predicted)}, ${percentText(probability)}`,
        })),
      },
    ],
  };
}

function robustness({ robustness: measured }: ReportedRun): Section {
  const title = phrase`Robustness`;
  if (!measured) return { title, blocks: [] };
  return {
    title,
    blocks: [
      {
        kind: 'table',
        caption: phrase`Accuracy on ${countText(measured.images)} test images that were changed, as they are and normalised`,
        heads: [phrase`Test images`, phrase`As they are`, phrase`Normalised`],
        rows: measured.rows.map(({ label, naive, normalised }) => [
          words(label),
          percentText(naive),
          normalised === null ? '–' : percentText(normalised),
        ]),
      },
    ],
  };
}

function settings({ spec, changes }: ReportedRun): Section {
  const before = [spec, ...changes.map((change) => change.spec)];
  const rows = changes.flatMap(({ iteration, spec: after }, index) =>
    differences(before[index], after).map(({ path, before: was, after: is }): Cell[] => [iteration, path, shown(was), shown(is)]),
  );
  return {
    title: phrase`Settings`,
    blocks: [
      { kind: 'facts', rows: settingRows(spec) },
      ...(rows.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: phrase`What was changed while it trained`,
              heads: [phrase`After iteration`, phrase`Setting`, phrase`Before`, phrase`After`],
              rows,
            },
          ]),
    ],
  };
}

function notes({ label }: ReportedRun): Section {
  const tags = label.tags.length === 0 ? [] : [{ kind: 'text' as const, text: phrase`Tags: ${label.tags.join(', ')}` }];
  const paragraphs = label.notes.split(/\n+/).filter(Boolean);
  return { title: phrase`Notes`, blocks: [...tags, ...paragraphs.map((text) => ({ kind: 'text' as const, text }))] };
}
