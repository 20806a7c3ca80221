/** Goes through a stack that may not fit together, and tells what each layer is and which do not fit. */
import { elementAt } from '../at';
import type { ImageSet } from '../data/image-set';
import { findKind, type KindSpec } from '../kind';
import { layerKinds } from '../nn/layers';
import { type LayerFix, ShapeError } from '../nn/layers/layer';
import { featuresOf, type Shape, shapeText } from '../nn/shape';
import { describeLayer, isBypassed, type LayerDescription } from '../nn/stack';
import { phrase, words } from '../phrase';
import { type Fix, type Problem, withLayers } from './problem';
import { MOST_LAYERS, type RunSpec } from './run-spec';

export interface NetworkExamination {
  /** In the order of the specs; null for a layer that is bypassed or does not fit, which the next ones look past. */
  readonly layers: readonly (LayerDescription | null)[];
  readonly problems: readonly Problem[];
}

export function examineNetwork({ input, classes, layers: specs }: RunSpec['network']): NetworkExamination {
  const { layers, errors, before } = describeFitting(specs, input);
  const tries = { left: MOST_TRIED };
  const problems = [...errors].map(([index, error]) => misfit(specs, index, error, before, tries));
  if (problems.length === 0) problems.push(...endProblems(layers, shapeAfter(layers, input), specs.length, classes.length));
  return { layers, problems };
}

/** Layers that are tried with other settings or in other places, in all: a suggestion is not worth any time. */
const MOST_TRIED = 150;

interface Fitting {
  readonly layers: NetworkExamination['layers'];
  /** By the place of a layer that does not fit. */
  readonly errors: ReadonlyMap<number, ShapeError>;
  /** What arrives at each place, and behind the last. */
  readonly before: readonly Shape[];
}

/** The layers that fit, each behind those that fit before it. */
function describeFitting(specs: readonly KindSpec[], input: Shape): Fitting {
  const errors = new Map<number, ShapeError>();
  const before = [input];
  const layers = specs.map((spec, index) => {
    const shape = elementAt(before, index);
    const found = isBypassed(spec) ? null : describedOr(spec, index, shape);
    if (found instanceof ShapeError) errors.set(index, found);
    const description = found instanceof ShapeError ? null : found;
    before.push(description?.output ?? shape);
    return description;
  });
  return { layers, errors, before };
}

function describedOr(spec: KindSpec, index: number, input: Shape): LayerDescription | ShapeError {
  try {
    return describeLayer(layerKinds, spec, index, input);
  } catch (error) {
    if (error instanceof ShapeError) return error;
    throw error;
  }
}

const shapeAfter = (layers: Fitting['layers'], input: Shape) => layers.findLast((layer) => layer !== null)?.output ?? input;

function misfit(
  specs: readonly KindSpec[],
  index: number,
  { setting, phrase: text, fixes }: ShapeError,
  before: readonly Shape[],
  tries: { left: number },
): Problem {
  const fits = ({ settings }: LayerFix) =>
    tries.left-- > 0 &&
    !(describedOr({ ...elementAt(specs, index), ...settings } as KindSpec, index, elementAt(before, index)) instanceof ShapeError);
  return {
    path: `network.layers[${index}]${setting ? `.${setting}` : ''}`,
    text,
    layer: index,
    fixes: [
      ...fixes.filter(fits).map(bySettings(index)),
      ...movedBefore(specs, index, before, tries),
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

/** To the last place above where the layer fits, and nothing that fitted stops fitting. */
function movedBefore(specs: readonly KindSpec[], index: number, before: readonly Shape[], tries: { left: number }): Fix[] {
  const layer = elementAt(specs, index);
  /** What arrives behind the last of some layers; null where one does not fit. */
  const through = (all: readonly KindSpec[], input: Shape): Shape | null => {
    let shape = input;
    for (const spec of all) {
      if (isBypassed(spec)) continue;
      tries.left -= 1;
      const found = describedOr(spec, 0, shape);
      if (found instanceof ShapeError || tries.left < 0) return null;
      shape = found.output;
    }
    return shape;
  };
  for (let to = index - 1; to >= 0 && tries.left > 0; to--) {
    const behind = through([layer], elementAt(before, to));
    if (!behind || !through(specs.slice(to, index), behind)) continue;
    const next = findKind(layerKinds, elementAt(specs, to).type).label;
    const moved = specs.toSpliced(index, 1).toSpliced(to, 0, layer);
    return [{ label: phrase`Move it before ${words(next)}`, apply: (spec) => withLayers(spec, () => moved) }];
  }
  return [];
}

/** The network must end with one number a class. */
function endProblems(layers: readonly (LayerDescription | null)[], output: Shape, count: number, classes: number): Problem[] {
  const last = layers.findLast((layer) => layer !== null);
  if (last && featuresOf(output) === classes) return [];
  const added: KindSpec = { type: 'affine', units: classes, weights: { type: 'he', distribution: 'normal' } };
  const add: Fix = {
    label: phrase`Add a dense layer of ${classes} units`,
    apply: (spec) => withLayers(spec, (all) => [...all, added]),
  };
  const adding = count < MOST_LAYERS ? [add] : [];
  if (!last) {
    const text = phrase`there is no layer at work; end with a dense layer of ${classes} units`;
    return [{ path: 'network.layers', text, layer: null, fixes: adding }];
  }
  const resized = resizedEnd(layers, classes);
  return [
    {
      path: `network.layers[${last.index}]`,
      text: phrase`the last layer gives ${shapeText(output)} numbers, one a class is needed; end with a dense layer of ${classes} units`,
      layer: last.index,
      fixes: [...(resized ? [{ label: phrase`Use ${classes} units`, apply: resized }] : []), ...adding],
    },
  ];
}

/**
 * Gives the network so many outputs by the last layer whose outputs can be counted out, where nothing behind it changes their
 * number; null where there is none.
 */
function resizedEnd(layers: readonly (LayerDescription | null)[], features: number): Fix['apply'] | null {
  for (const description of layers.filter((layer) => layer !== null).reverse()) {
    const settings = description.layer.resized?.(features);
    if (settings) return changeLayer(description.index, settings);
    if (description.input.join() !== description.output.join()) return null;
  }
  return null;
}

/** The spec for images of another shape and other classes: input, names, and as many outputs as there are classes. */
export function withImages(spec: RunSpec, { shape, classes }: Pick<ImageSet, 'shape' | 'classes'>): RunSpec {
  const named: RunSpec = { ...spec, network: { ...spec.network, input: [...shape], classes: [...classes] } };
  const { layers } = describeFitting(named.network.layers, shape);
  return featuresOf(shapeAfter(layers, shape)) === classes.length ? named : (resizedEnd(layers, classes.length)?.(named) ?? named);
}
