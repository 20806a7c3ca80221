/** What a run is, what it came to, and how to have it again; of several runs what they differ in. */

import { compare } from '../analysis/comparison';
import { worstPairs } from '../analysis/confusion';
import { wilsonInterval } from '../analysis/interval';
import { findKind } from '../kind';
import type { LinesFigure, Series } from '../lab/figure';
import { describeNetwork, networkSummary, parameterCount } from '../nn/description';
import { layerKinds } from '../nn/layers';
import type { LayerDescription } from '../nn/stack';
import { isPhrase, joined, type Phrase, phrase, say, words } from '../phrase';
import { currentSpecOf, differences } from '../spec/changes';
import type { RunSpec } from '../spec/run-spec';
import { countText, percentText } from './numbers';
import type { Block, Cell, DrawnLayer, Report, Section } from './report';
import type { ReportedRun } from './reported-run';
import { type Row, settingRows } from './settings';

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

function accuracyText({ images, correct }: { readonly images: number; readonly correct: number }): Phrase {
  const { low, high } = wilsonInterval(correct, images);
  return phrase`${percentText(correct / images)} of ${countText(images)} images (95 %: ${percentText(low)} to ${percentText(high)})`;
}

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
      inner: operation.op === 'sum' ? drawnLayers(operation.ways[0]) : [],
    };
  });

const ofIterations = phrase`Iteration`;
const line = (label: Phrase, at: readonly number[], values: readonly number[]): Series => ({
  label,
  points: at.map((iteration, index) => [iteration, values[index] ?? Number.NaN]),
});

function curves({ metrics, validations }: ReportedRun): Section {
  if (metrics.iterations.length === 0) return { title: phrase`Curves`, blocks: [] };
  const at = validations.map(({ iteration }) => iteration);
  const figure = (title: Phrase, name: 'losses' | 'accuracies', validation: 'loss' | 'accuracy'): LinesFigure => ({
    ...{ kind: 'lines', title, x: { label: ofIterations }, y: { label: title } },
    series: [
      line(phrase`training batches`, metrics.iterations, smoothed(metrics[name])),
      ...(at.length > 0
        ? [
            line(
              phrase`validation images`,
              at,
              validations.map((each) => each[validation]),
            ),
          ]
        : []),
    ],
  });
  const rates: LinesFigure = {
    ...{ kind: 'lines', title: phrase`Learning rate`, x: { label: ofIterations }, y: { label: phrase`Learning rate` } },
    series: [line(phrase`Learning rate`, metrics.iterations, metrics.learningRates)],
  };
  const isConstant = metrics.learningRates.every((rate) => rate === metrics.learningRates[0]);
  return {
    title: phrase`Curves`,
    blocks: [
      {
        kind: 'figure',
        caption: phrase`Loss while it trained, nats; of training batches the mean of the last ${WINDOW}`,
        figure: figure(phrase`Loss`, 'losses', 'loss'),
      },
      { kind: 'figure', caption: phrase`Accuracy while it trained, 0 to 1`, figure: figure(phrase`Accuracy`, 'accuracies', 'accuracy') },
      ...(isConstant ? [] : [{ kind: 'figure' as const, caption: phrase`Learning rate by its schedule`, figure: rates }]),
    ],
  };
}

/** Batches are averaged over so many, which the caption says. */
const WINDOW = 25;

export const smoothed = (values: readonly number[]): number[] =>
  values.map((_, index) => {
    const from = Math.max(0, index + 1 - WINDOW);
    let sum = 0;
    for (let at = from; at <= index; at++) sum += values[at] ?? 0;
    return sum / (index + 1 - from);
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

const shown = (value: unknown): Cell =>
  typeof value === 'number' ? value : value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

function notes({ label }: ReportedRun): Section {
  const tags = label.tags.length === 0 ? [] : [{ kind: 'text' as const, text: phrase`Tags: ${label.tags.join(', ')}` }];
  const paragraphs = label.notes.split(/\n+/).filter(Boolean);
  return { title: phrase`Notes`, blocks: [...tags, ...paragraphs.map((text) => ({ kind: 'text' as const, text }))] };
}

function again({ folder, spec, changes, from, dataset, machine, app }: ReportedRun): Section {
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

function comparison(runs: readonly ReportedRun[]): Section {
  const specs = runs.map(currentSpecOf);
  const [first, ...others] = runs;
  const differing = differingRows(specs);
  const tests = others.flatMap((other): Cell[][] => {
    const [a, b] = [first?.test, other.test];
    if (!first || !a || !b || a.labels.length !== b.labels.length || a.labels.some((label, index) => label !== b.labels[index])) return [];
    const { fixed, broken, p } = compare(a.labels, a.predicted, b.predicted);
    const verdict =
      p < 0.05 ? phrase`significant (p = ${Number(p.toPrecision(2))})` : phrase`not significant (p = ${Number(p.toPrecision(2))})`;
    return [[phrase`${first.name} → ${other.name}`, fixed, broken, verdict]];
  });
  const overlay = (title: Phrase, of: (run: ReportedRun) => Series): LinesFigure => ({
    ...{ kind: 'lines', title, x: { label: ofIterations }, y: { label: title } },
    series: runs.map(of),
  });
  return {
    title: phrase`Comparison`,
    blocks: [
      {
        kind: 'table',
        caption: phrase`Results, with 95 % intervals`,
        heads: [phrase`Run`, phrase`Test accuracy`, phrase`Parameters`, phrase`Iterations`, phrase`Seconds`],
        rows: runs.map(({ name, evaluated, spec, iteration, seconds }) => [
          name,
          evaluated.test ? accuracyText(evaluated.test) : '–',
          parameterCount(describeNetwork(spec.network)),
          iteration,
          Number(seconds.toPrecision(3)),
        ]),
      },
      ...(tests.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: phrase`Images of the same test set that one reads right and the other does not (McNemar’s exact test)`,
              heads: [phrase`Runs`, phrase`Right only in the second`, phrase`Right only in the first`, phrase`Significance`],
              rows: tests,
            },
          ]),
      ...(differing.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              caption: phrase`Settings that differ`,
              heads: [phrase`Setting`, ...runs.map(({ name }) => name)],
              rows: differing,
            },
          ]),
      {
        kind: 'figure',
        caption: phrase`Loss of the training batches, the mean of the last ${WINDOW}`,
        figure: overlay(phrase`Loss`, ({ name, metrics }) => line(joined([name], ''), metrics.iterations, smoothed(metrics.losses))),
      },
      {
        kind: 'figure',
        caption: phrase`Accuracy on validation images`,
        figure: overlay(phrase`Accuracy`, ({ name, validations }) =>
          line(
            joined([name], ''),
            validations.map(({ iteration }) => iteration),
            validations.map(({ accuracy }) => accuracy),
          ),
        ),
      },
    ],
  };
}

/** Settings that are not the same in all, and the networks where they are not: what it is called, then each run's. */
function differingRows(specs: readonly RunSpec[]): Cell[][] {
  const rows = specs.map((spec): readonly Row[] => [[phrase`Network`, networkSummary(spec.network)], ...settingRows(spec)]);
  const names = new Map(rows.flat().map(([name]) => [textOf(name), name]));
  const valueIn = (own: readonly Row[], name: string) => own.find(([each]) => textOf(each) === name)?.[1] ?? '–';
  return [...names].flatMap(([text, name]) => {
    const values = rows.map((own) => valueIn(own, text));
    return new Set(values.map(textOf)).size > 1 ? [[name, ...values]] : [];
  });
}

const textOf = (cell: Cell) => (isPhrase(cell) ? say(cell) : String(cell));
