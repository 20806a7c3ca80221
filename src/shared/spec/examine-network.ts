/** Goes through a stack that may not fit together, and tells what each layer is and which do not fit. */
import { DIGIT_CLASSES } from '../data/digits/digit-classes';
import { findKind, type KindSpec } from '../kind';
import type { NetworkSpec } from '../nn/description';
import { layerKinds } from '../nn/layers';
import { type LayerFix, ShapeError } from '../nn/layers/layer';
import { featuresOf, type Shape, shapeText } from '../nn/shape';
import { describeLayer, isBypassed, type LayerDescription } from '../nn/stack';
import { phrase, words } from '../phrase';
import { type Fix, type Problem, withLayers } from './problem';
import { MOST_LAYERS } from './run-spec';

export interface NetworkExamination {
  /** In the order of the specs; null for a layer that is bypassed or does not fit, which the next ones look past. */
  readonly layers: readonly (LayerDescription | null)[];
  readonly problems: readonly Problem[];
}

export function examineNetwork({ input, layers: specs }: NetworkSpec): NetworkExamination {
  let shape = input;
  const problems: Problem[] = [];
  const layers = specs.map((spec, index) => {
    if (isBypassed(spec)) return null;
    try {
      const description = describeLayer(layerKinds, spec, index, shape);
      shape = description.output;
      return description;
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      problems.push(misfit(specs, index, error, input));
      return null;
    }
  });
  if (problems.length === 0) problems.push(...endProblems(layers, shape, specs.length));
  return { layers, problems };
}

function misfit(specs: readonly KindSpec[], index: number, { setting, phrase: text, fixes }: ShapeError, input: Shape): Problem {
  return {
    path: `network.layers[${index}]${setting ? `.${setting}` : ''}`,
    text,
    layer: index,
    fixes: [
      ...fixes.filter((fix) => fits({ ...specs[index], ...fix.settings } as KindSpec, specs, index, input)).map(bySettings(index)),
      ...movedBefore(specs, index, input),
      { label: phrase`Switch it off`, apply: changeLayer(index, { bypassed: true }) },
    ],
  };
}

const bySettings =
  (index: number) =>
  ({ label, settings }: LayerFix): Fix => ({ label, apply: changeLayer(index, settings) });

const changeLayer = (index: number, settings: Readonly<Record<string, unknown>>): Fix['apply'] => {
  return (spec) => withLayers(spec, (layers) => layers.map((layer, each) => (each === index ? { ...layer, ...settings } : layer)));
};

/** Whether a layer would fit at a place, with the layers that fit before it. */
function fits(layer: KindSpec, specs: readonly KindSpec[], at: number, input: Shape): boolean {
  try {
    describeLayer(layerKinds, layer, at, shapeBefore(specs, at, input));
    return true;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}

function shapeBefore(specs: readonly KindSpec[], at: number, input: Shape): Shape {
  const { layers } = examineNetwork({ input, layers: specs.slice(0, at) });
  return layers.findLast((layer) => layer !== null)?.output ?? input;
}

/** To the last place above where the layer fits, and nothing that fitted stops fitting. */
function movedBefore(specs: readonly KindSpec[], index: number, input: Shape): Fix[] {
  const layer = specs[index];
  if (!layer) return [];
  const moved = (to: number) => specs.toSpliced(index, 1).toSpliced(to, 0, layer);
  for (let to = index - 1; to >= 0; to--) {
    if (!fits(layer, specs, to, input)) continue;
    const misfits = moved(to).filter(
      (_, each, all) => each <= index && !isBypassed(all[each] as KindSpec) && !fits(all[each] as KindSpec, all, each, input),
    );
    if (misfits.length > 0) continue;
    const next = findKind(layerKinds, specs[to]?.type ?? '').label;
    return [{ label: phrase`Move it before ${words(next)}`, apply: (spec) => withLayers(spec, () => moved(to)) }];
  }
  return [];
}

/** The network must end with one number a digit. */
function endProblems(layers: readonly (LayerDescription | null)[], output: Shape, count: number): Problem[] {
  const last = layers.findLast((layer) => layer !== null);
  if (last && featuresOf(output) === DIGIT_CLASSES.length) return [];
  const added: KindSpec = { type: 'affine', units: DIGIT_CLASSES.length, weights: { type: 'he', distribution: 'normal' } };
  const add: Fix = {
    label: phrase`Add a dense layer of ${DIGIT_CLASSES.length} units`,
    apply: (spec) => withLayers(spec, (all) => [...all, added]),
  };
  const adding = count < MOST_LAYERS ? [add] : [];
  if (!last) {
    const text = phrase`there is no layer at work; end with a dense layer of ${DIGIT_CLASSES.length} units`;
    return [{ path: 'network.layers', text, layer: null, fixes: adding }];
  }
  const resized = last.layer.resized?.(DIGIT_CLASSES.length);
  return [
    {
      path: `network.layers[${last.index}]`,
      text: phrase`the last layer gives ${shapeText(output)} numbers, one a digit is needed; end with a dense layer of ${DIGIT_CLASSES.length} units`,
      layer: last.index,
      fixes: [
        ...(resized ? [{ label: phrase`Use ${DIGIT_CLASSES.length} units`, apply: changeLayer(last.index, resized) }] : []),
        ...adding,
      ],
    },
  ];
}
