import { NativeSelect } from '@mantine/core';
import { floatAt } from '@shared/at';
import { findKind } from '@shared/kind';
import { largestAt, planesOfTensor } from '@shared/lab/one-step/planes';
import type { SteppedNetwork } from '@shared/lab/one-step/step';
import { optimizerKinds } from '@shared/nn/optimizers';
import { useMemo, useState } from 'react';
import { Card } from '../../../components/Card';
import { useWords } from '../../../words/use-words';
import { Numbers } from './Numbers';
import classes from './OneStep.module.css';

/** What the optimizer makes of a gradient: its own numbers and the parameter, before and after. */
export function UpdatePage({ step }: { readonly step: SteppedNetwork }) {
  const { t, text, format } = useWords();
  const tensors = useMemo(() => step.layers.flatMap((layer) => layer.tensors.filter(({ gradient }) => gradient)), [step]);
  const [name, setName] = useState(tensors[0]?.name ?? '');
  const tensor = tensors.find((each) => each.name === name) ?? tensors[0];
  const [chosen, setIndex] = useState<number | null>(null);
  const change = useMemo(
    () =>
      tensor &&
      planesOfTensor(
        tensor.after.map((value, at) => value - floatAt(tensor.before, at)),
        tensor.shape,
      ),
    [tensor],
  );
  if (!tensor || !change) return <p className={classes.note}>{t('step.nothing')}</p>;
  const { label, formula } = findKind(optimizerKinds, step.spec.optimizer.type);
  // At first the one that changes most.
  const place = chosen ?? largestAt(change.values);
  const row = (title: string, before: Float32Array | null, after: Float32Array | null) => (
    <tr key={title}>
      <th scope="row">{title}</th>
      <td>{before ? format.value(floatAt(before, place)) : ''}</td>
      <td data-testid={title === t('step.weight') ? 'step-after' : undefined}>{after ? format.value(floatAt(after, place)) : ''}</td>
    </tr>
  );
  return (
    <div className={classes.figures}>
      <div>
        <NativeSelect
          size="xs"
          label={t('step.weight')}
          value={tensor.name}
          data={tensors.map((each) => each.name)}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setIndex(null);
          }}
        />
        <Numbers title={t('step.parameter', { name: `Δ${tensor.name}` })} planes={change} chosen={place} onChoose={setIndex} />
      </div>
      <Card title={`${text(label)}: ${tensor.name}${change.textOf(place)}`}>
        <p className={classes.formula}>{formula}</p>
        <table className={classes.terms}>
          <thead>
            <tr>
              <th scope="col">{t('step.number')}</th>
              <th scope="col">{t('step.before')}</th>
              <th scope="col">{t('step.after')}</th>
            </tr>
          </thead>
          <tbody>
            {row(t('step.gradient', { name: tensor.name }), tensor.gradient, null)}
            {row(t('step.used'), tensor.used, null)}
            {Object.entries(tensor.states).map(([state, { before, after }]) => row(text(state), before, after))}
            {row(t('step.weight'), tensor.before, tensor.after)}
          </tbody>
        </table>
      </Card>
    </div>
  );
}
