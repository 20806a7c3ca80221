/** What blocks of layers share: how the ways through them are described and laid out in memory. */
import { z } from 'zod';
import { type KindSpec, kindSchema } from '../../kind';
import { phrase } from '../../phrase';
import { type Activations, reserveActivations } from '../layout';
import type { Shape } from '../shape';
import { compileStack, describeStack, type LayerDescription } from '../stack';
import { type LayerContext, type LayerKind, type LayerOperator, ShapeError, type Window } from './layer';

/** Of one way. */
export const MOST_INNER_LAYERS = 20;

/** Blocks within blocks: what is deeper nobody trains, and is described for ever. */
export const MOST_DEPTH = 12;

type Kinds = readonly LayerKind[];

/** The layers of one way; `kinds`: those that it may hold. */
export const waySchema = (kinds: () => Kinds, fewest: number) => z.array(kindSchema(kinds())).min(fewest).max(MOST_INNER_LAYERS);

/** The stacks of layers that a layer holds; none of one that is no block. */
export function stacksWithin({ layers, branches }: KindSpec): readonly (readonly KindSpec[])[] {
  if (Array.isArray(layers)) return [layers];
  return Array.isArray(branches) ? branches : [];
}

/** How deep blocks are nested in layers that a block holds: 1 where they hold none. */
function depthOf(layers: readonly KindSpec[]): number {
  return 1 + Math.max(0, ...layers.flatMap((layer) => stacksWithin(layer).map(depthOf)));
}

/** Throws a ShapeError where blocks are nested too deep. */
export function assertDepth(setting: string, stacks: readonly (readonly KindSpec[])[]): void {
  const depth = Math.max(...stacks.map(depthOf));
  if (depth > MOST_DEPTH)
    throw new ShapeError(setting, phrase`blocks are nested ${depth} deep; use at most ${MOST_DEPTH} within one another`);
}

/**
 * The layers of a way through a block. `setting` is what the block calls them, `withWay` gives the block's settings with
 * others in their place. Throws a ShapeError of the block, with the fixes of the layer that does not fit.
 */
export function describeWay(
  kinds: Kinds,
  layers: readonly KindSpec[],
  input: Shape,
  setting: string,
  withWay: (layers: readonly KindSpec[]) => Readonly<Record<string, unknown>>,
): LayerDescription[] {
  return describeStack(kinds, layers, input, (index, error) => {
    if (!(error instanceof ShapeError)) throw error;
    const fixes = error.fixes.map(({ label, settings: changed }) => ({
      label,
      settings: withWay(layers.map((layer, each) => (each === index ? { ...layer, ...changed } : layer))),
    }));
    throw new ShapeError(`${setting}[${index}]${error.setting ? `.${error.setting}` : ''}`, error.phrase, fixes);
  });
}

/** `describe` asked once for each shape: every question about a block needs its layers, and blocks among them ask each of them again. */
export function oncePerShape<Described>(describe: (input: Shape) => Described): (input: Shape) => Described {
  const known = new Map<string, Described>();
  return (input) => {
    const found = known.get(input.join()) ?? describe(input);
    known.set(input.join(), found);
    return found;
  };
}

export function joinWindows(window: Window | null, { layer, input }: LayerDescription): Window | null {
  const next = layer.window(input);
  return window && next && { size: window.size + (next.size - 1) * window.stride, stride: window.stride * next.stride };
}

/** One way through a block. */
export interface Way {
  readonly operators: readonly LayerOperator[];
  readonly output: Activations;
  /** Where its copy of dy goes: layers may write over the gradient they are given. */
  readonly outputGradient: Activations | null;
  /** What it passes back to the block's input. */
  readonly inputGradient: Activations | null;
}

export function compileWay(context: LayerContext, layers: readonly LayerDescription[], parameters: LayerContext['parameters']): Way {
  const { layout, capacity, input } = context;
  const inputGradient = context.inputGradient && reserveActivations(layout, capacity, input.features);
  const { operators, output, outputGradient } = compileStack(layers, { ...context, parameters, inputGradient });
  return { operators, output, outputGradient, inputGradient };
}
