/** What tells several runs apart: results, McNemar's test, settings that differ, and their curves. */
import { compare } from '../analysis/comparison';
import type { LinesFigure, Series } from '../lab/figure';
import { describeNetwork, networkSummary, parameterCount } from '../nn/description';
import { isPhrase, joined, type Phrase, phrase, say } from '../phrase';
import { currentSpecOf } from '../spec/changes';
import type { RunSpec } from '../spec/run-spec';
import { line, ofIterations, smoothed, WINDOW } from './curves';
import type { Cell, Section } from './report';
import type { ReportedRun } from './reported-run';
import { type Row, settingRows } from './settings';
import { accuracyText } from './values';

export function comparison(runs: readonly ReportedRun[]): Section {
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
