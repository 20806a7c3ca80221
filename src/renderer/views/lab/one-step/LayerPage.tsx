import { explain, type Target } from '@shared/lab/one-step/explain';
import { planesOfImage, planesOfTensor } from '@shared/lab/one-step/planes';
import type { SteppedLayer, SteppedNetwork } from '@shared/lab/one-step/step';
import { describeNetwork } from '@shared/nn/description';
import { featuresOf } from '@shared/nn/shape';
import { useMemo, useState } from 'react';
import { useWords } from '../../../words/use-words';
import { Numbers } from './Numbers';
import classes from './OneStep.module.css';
import { Terms } from './Terms';

interface LayerPageProps {
  readonly step: SteppedNetwork;
  readonly place: number;
  readonly image: number;
  readonly isBackward: boolean;
}

/** What figures show a number of: those that are sums are explained, inputs and parameters only told. */
type Chosen = Target | { readonly of: 'input' | 'output gradient' | 'parameter'; readonly letter?: string; readonly index: number };

/** One layer: what goes in, what it has learnt, and what comes out; or, backwards, the gradients of all of these. */
export function LayerPage({ step, place, image, isBackward }: LayerPageProps) {
  const { t } = useWords();
  const layer = step.layers[place] as SteppedLayer;
  const description = useMemo(() => describeNetwork(step.spec.network)[place], [step, place]);
  const operation = useMemo(() => description?.layer.operation(description.input), [description]);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const figures = useMemo(() => figuresOf(layer, image, isBackward), [layer, image, isBackward]);
  const isTarget = (of: Chosen): of is Target => of.of === 'output' || of.of === 'gradient' || of.of === 'input gradient';
  // Within a block the layers have parameters of their own.
  const isExplained = chosen && isTarget(chosen) && !(operation && 'ways' in operation && chosen.of === 'gradient');
  const target = isExplained ? { ...chosen, ...(chosen.of !== 'gradient' && { image }) } : null;
  const explanation = target && operation ? explain(layer, operation, target as Target) : null;
  return (
    <>
      <div className={classes.figures}>
        {figures.map(({ of, letter, name, planes }) => (
          <Numbers
            key={`${of} ${name}`}
            title={t(titles[of], { name })}
            planes={planes}
            chosen={chosen?.of === of && (chosen as { letter?: string }).letter === letter ? chosen.index : null}
            onChoose={(index) => setChosen({ of, index, ...(letter !== undefined && { letter }) } as Chosen)}
          />
        ))}
      </div>
      {layer.tensors.length === 0 && <p className={classes.note}>{t('step.nothing')}</p>}
      {explanation && <Terms name={t('step.sum')} explanation={explanation} />}
    </>
  );
}

const titles = {
  input: 'step.input',
  output: 'step.output',
  'output gradient': 'step.outputGradient',
  'input gradient': 'step.inputGradient',
  parameter: 'step.parameter',
  gradient: 'step.gradient',
} as const;

function figuresOf(layer: SteppedLayer, image: number, isBackward: boolean) {
  const { inputShape, outputShape, tensors } = layer;
  const own = (values: Float32Array, shape: readonly number[]) => {
    const size = featuresOf(shape);
    return planesOfImage(values.subarray(image * size, (image + 1) * size), shape);
  };
  const plain = { letter: undefined, name: '' };
  if (!isBackward)
    return [
      { of: 'input' as const, ...plain, planes: own(layer.input, inputShape) },
      ...tensors.map(({ name, letter, before, shape }) => ({
        of: 'parameter' as const,
        letter,
        name,
        planes: planesOfTensor(before, shape, inputShape),
      })),
      { of: 'output' as const, ...plain, planes: own(layer.output, outputShape) },
    ];
  return [
    { of: 'output gradient' as const, ...plain, planes: own(layer.outputGradient, outputShape) },
    ...tensors.flatMap(({ name, letter, gradient, shape }) =>
      gradient ? [{ of: 'gradient' as const, letter, name, planes: planesOfTensor(gradient, shape, inputShape) }] : [],
    ),
    { of: 'input gradient' as const, ...plain, planes: own(layer.inputGradient, inputShape) },
  ];
}
