/**
 * Layers one after another: described before anything is placed, then compiled into operators that share memory where
 * one layer's output may stand over its input. A network is such a stack; so is the inside of a residual block.
 */
import { createFrom, findKind, type KindSpec } from '../kind';
import { type Layer, type LayerContext, type LayerKind, type LayerOperator, ShapeError } from './layers/layer';
import { type Activations, reserveActivations } from './layout';
import { inOrderOfWork, inTheirOrder, type WorkStep } from './order-of-work';
import { elementCount, type Parameter, type ParameterDeclaration } from './parameter';
import { featuresOf, type Shape } from './shape';

export interface LayerDescription {
  /** Its place among the specs of the stack, those that are bypassed counted. */
  readonly index: number;
  readonly spec: KindSpec;
  readonly label: string;
  readonly layer: Layer;
  readonly input: Shape;
  readonly output: Shape;
  readonly parameters: readonly ParameterDeclaration[];
  /** Trained numbers. */
  readonly parameterCount: number;
  /** Of one sample's forward pass. */
  readonly multiplyAccumulates: number;
}

/** Called with the index of a layer that cannot follow the one before it; must throw. */
export type OnMisfit = (index: number, error: unknown) => never;

const rethrow: OnMisfit = (_index, error) => {
  throw error;
};

/** `kinds`: what layers there are, handed down for a layer may hold a stack of them itself. */
export function describeStack(
  kinds: readonly LayerKind[],
  specs: readonly KindSpec[],
  input: Shape,
  onMisfit: OnMisfit = rethrow,
): LayerDescription[] {
  let shape = input;
  return [...specs.entries()]
    .filter(([, spec]) => !isBypassed(spec))
    .map(([index, spec]) => {
      try {
        const description = describeLayer(kinds, spec, index, shape);
        shape = description.output;
        return description;
      } catch (error) {
        return onMisfit(index, error);
      }
    });
}

/** Whether a layer is kept in its stack but left out of the work. */
export const isBypassed = (spec: KindSpec): boolean => spec.bypassed === true;

/** What is known of a spec behind an input of some shape: that it fits, or why it does not. */
type Described = { readonly description: LayerDescription } | { readonly error: ShapeError };

/** Specs do not change, and are asked about anew with every edit of the stack around them. */
const described = new WeakMap<readonly LayerKind[], WeakMap<KindSpec, Map<string, Described>>>();
/** Of one spec; a layer stands behind few shapes. */
const MOST_SHAPES = 16;

/** One layer after what gives `input`. Throws a ShapeError where it does not fit. */
export function describeLayer(kinds: readonly LayerKind[], spec: KindSpec, index: number, input: Shape): LayerDescription {
  const ofKinds = described.get(kinds) ?? new WeakMap<KindSpec, Map<string, Described>>();
  described.set(kinds, ofKinds);
  const ofSpec = ofKinds.get(spec) ?? new Map<string, Described>();
  ofKinds.set(spec, ofSpec);
  const key = input.join();
  const found = ofSpec.get(key) ?? tryToDescribe(kinds, spec, input);
  if (ofSpec.size >= MOST_SHAPES) ofSpec.clear();
  ofSpec.set(key, found);
  if ('error' in found) throw found.error;
  return { ...found.description, index };
}

function tryToDescribe(kinds: readonly LayerKind[], spec: KindSpec, input: Shape): Described {
  try {
    return { description: describe(kinds, spec, input) };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { error };
  }
}

function describe(kinds: readonly LayerKind[], spec: KindSpec, input: Shape): LayerDescription {
  const layer = createFrom(kinds, spec);
  const output = layer.outputShape(input);
  const parameters = layer.parameters(input);
  const trained = parameters.filter((parameter) => parameter.trained);
  return {
    index: 0,
    spec,
    label: findKind(kinds, spec.type).label,
    layer,
    input,
    output,
    parameters,
    parameterCount: trained.reduce((sum, parameter) => sum + elementCount(parameter.shape), 0),
    multiplyAccumulates: layer.multiplyAccumulates(input),
  };
}

/** The parameters of all layers in one list; each layer that has any gets group numbers of its own. */
export function stackParameters(layers: readonly LayerDescription[]): ParameterDeclaration[] {
  let groups = 0;
  return layers.flatMap(({ parameters }) => {
    const first = groups;
    return parameters.map((declaration) => {
      const group = first + (declaration.group ?? 0);
      groups = Math.max(groups, group + 1);
      return { ...declaration, group };
    });
  });
}

export interface StackContext
  extends Pick<
    LayerContext,
    'layout' | 'capacity' | 'shards' | 'shardRows' | 'training' | 'ordinal' | 'seed' | 'everyOutput' | 'input' | 'inputGradient'
  > {
  /** In the order of `stackParameters`. */
  readonly parameters: readonly Parameter[];
}

export interface Stack {
  readonly operators: readonly LayerOperator[];
  /**
   * Each layer's output; some share memory. Null where work was reordered and the layer's own output is never made, and where
   * training writes its gradient over it.
   */
  readonly outputs: readonly (Activations | null)[];
  /** Where the gradient of each output stands after backward; null where nobody needs it or it is overwritten. */
  readonly gradients: readonly (Activations | null)[];
  readonly output: Activations;
  readonly outputGradient: Activations;
}

/** A place in the stack: numbers, their gradient (null where nobody needs it), and whether a layer may write over them. */
interface Place {
  readonly values: Activations;
  readonly gradient: Activations | null;
  readonly replaceable: boolean;
}

export function compileStack(layers: readonly LayerDescription[], context: StackContext): Stack {
  const { layout, capacity, training, everyOutput } = context;
  const operators: LayerOperator[] = [];
  const outputs: (Activations | null)[] = layers.map(() => null);
  const gradients: (Activations | null)[] = layers.map(() => null);
  let parametersUsed = 0;
  // The stack's own input may be read by others too.
  let place: Place = { values: context.input, gradient: context.inputGradient, replaceable: false };

  const steps = everyOutput ? inTheirOrder(layers) : inOrderOfWork(layers);
  for (const [index, { layer, input, output, parameters, completes }] of steps.entries()) {
    const learns = parameters.length > 0 || place.gradient !== null;
    const next = placeAfter(layer, place, output, learns, steps[index + 1]);
    const own = context.parameters.slice(parametersUsed, parametersUsed + parameters.length);
    parametersUsed += parameters.length;
    operators.push(
      ...layer.compile({
        ...context,
        inputShape: input,
        input: place.values,
        inputGradient: place.gradient,
        output: next.values,
        outputGradient: next.gradient ?? next.values,
        parameters: own,
      }),
    );
    if (completes !== null && next.gradient !== next.values) outputs[completes] = next.values;
    if (completes !== null && everyOutput) gradients[completes] = next.gradient;
    place = next;
  }
  return { operators, outputs, gradients, output: place.values, outputGradient: place.gradient ?? reserveLike(place.values) };

  function placeAfter(layer: Layer, before: Place, shape: Shape, learns: boolean, follower: WorkStep | undefined): Place {
    const shared = layer.output === 'input' || (layer.output === 'over input' && before.replaceable && !everyOutput);
    const values = shared ? before.values : reserveActivations(layout, capacity, featuresOf(shape));
    const replaceable = !layer.readsOutput && (layer.output !== 'input' || before.replaceable);
    if (!training || !learns) return { values, gradient: null, replaceable };
    if (shared) return { values, gradient: before.gradient, replaceable };
    const overwritten = !everyOutput && !layer.readsOutput && follower?.layer.gradientOverInput?.(follower.input) === true;
    return { values, gradient: overwritten ? values : reserveLike(values), replaceable };
  }

  function reserveLike({ features }: Activations): Activations {
    return reserveActivations(layout, capacity, features);
  }
}
