/**
 * Looks into a session while it trains: what comes out of its layers, how far one step moved their weights, and what the
 * first of them looks for. It evaluates a network of its own with the session's parameters, so that training is as fast as
 * unobserved, and what it sees is the network as it would answer: running statistics, no dropout.
 */

import { type ActivationStatistics, countActivations } from '../analysis/activation-statistics';
import { elementAt, floatAt, lastOf } from '../at';
import type { KernelFactory } from '../kernels/kernels';
import { rowOffset } from '../nn/layout';
import { writeParameters } from '../nn/network';
import type { NamedTensor } from '../nn/parameter';
import { imageSides } from '../nn/shape';
import type { LayerDescription } from '../nn/stack';
import { evaluate } from './evaluation';
import type { EvaluatedSet } from './events';
import { createHardest, type HardImage } from './hardest';
import { buildInferenceProgram } from './inference-program';
import type { InferenceProgramSpec } from './program';
import type { TrainingSession } from './session';
import { soloTeam } from './team';

const IMAGES = 128;
/** Images that are in memory at once, with every layer's output. */
const BATCH = 32;
/** Filters that are sent to be shown. */
export const MOST_FILTERS = 64;

/** A layer with weights, and what stands between it and the next one. */
export interface LayerHealth extends ActivationStatistics {
  /** Its place in the stack. */
  readonly index: number;
  readonly label: string;
  /** Units or channels. */
  readonly outputs: number;
  /** The activation behind it, whose output is looked at; null where there is none, and its own is. */
  readonly activation: string | null;
  /** ‖ΔW‖/‖W‖ of one step. */
  readonly updateRatio: number;
}

export interface Filters {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 3 of images in colour. */
  readonly channels: number;
  /** Pattern by pattern, the channels of a pixel together, divided by `scale` so that they lie within ±127. */
  readonly weights: Int8Array;
  readonly scale: number;
}

export interface Insight {
  readonly iteration: number;
  /** Of the step that was looked at. */
  readonly learningRate: number;
  /** How many images of which set were evaluated. */
  readonly images: number;
  readonly set: EvaluatedSet;
  readonly layers: readonly LayerHealth[];
  readonly filters: Filters | null;
  readonly hardest: readonly HardImage[];
}

export function createObserver(session: TrainingSession, createKernels: KernelFactory) {
  const { set, images: all } = session.watched;
  const images = all.slice(0, IMAGES);
  const { network: spec, data } = session.currentSpec;
  const programSpec: InferenceProgramSpec = {
    purpose: 'inference',
    network: spec,
    scaling: data.scaling,
    capacity: Math.min(images.count, BATCH),
    everyOutput: true,
  };
  const program = buildInferenceProgram(programSpec);
  const team = soloTeam(createKernels)(program, programSpec);
  const groups = groupsOf(program.network.layers);
  let before: readonly NamedTensor[] = [];

  return {
    /** To be called before the iteration that is to be looked at. */
    begin(): void {
      before = session.lastParameters();
    },
    /** To be called after it. */
    look(learningRate: number): Insight {
      const after = session.parameters();
      writeParameters(program.network, team.kernels, after);
      const hardest = createHardest(images);
      const counters = groups.map(counterOf);
      let seen = 0;
      for (const count of evaluate(program, team, images, hardest.add)) {
        for (let row = 0; row < count - seen; row++) {
          for (const { output, counter } of counters) {
            const from = rowOffset(output, row);
            counter.add(team.kernels.memory.values.subarray(from, from + output.features));
          }
        }
        seen = count;
      }
      return {
        iteration: session.iteration,
        learningRate,
        images: images.count,
        set,
        layers: groups.map((group, index) => ({ ...health(group, after), ...elementAt(counters, index).counter.statistics() })),
        filters: filtersOf(program.network.layers, after),
        hardest: hardest.list(),
      };
    },
  };

  /** Counts what comes out of a layer. */
  function counterOf({ shown }: Group) {
    const output = program.network.outputs[shown.place];
    if (!output) throw new Error(`layer ${shown.layer.index} was left out of the work`);
    const channels = imageSides(shown.layer.output)?.channels ?? output.features;
    return { output, counter: countActivations({ images: images.count, features: output.features, channels }, shown.layer.layer) };
  }

  function health({ weighted, shown, parameters }: Group, after: readonly NamedTensor[]) {
    return {
      index: weighted.index,
      label: weighted.label,
      outputs: lastOf(weighted.output),
      activation: shown.layer === weighted ? null : shown.layer.label,
      updateRatio: updateRatio(parameters, before, after),
    };
  }
}

export type Observer = ReturnType<typeof createObserver>;

interface Group {
  readonly weighted: LayerDescription;
  /** The layer whose output is looked at, and its place among those at work. */
  readonly shown: { readonly layer: LayerDescription; readonly place: number };
  /** The places of its weights among the network's parameters. */
  readonly parameters: readonly number[];
}

function groupsOf(layers: readonly LayerDescription[]): Group[] {
  let counted = 0;
  const ranges = layers.map(({ parameters }) => {
    const from = counted;
    counted += parameters.length;
    return parameters.flatMap(({ decays }, index) => (decays ? [from + index] : []));
  });
  return layers.flatMap((weighted, place): Group[] => {
    const parameters = ranges[place] ?? [];
    if (parameters.length === 0) return [];
    const end = ranges.findIndex((each, index) => index > place && each.length > 0);
    const behind = layers.slice(place + 1, end < 0 ? layers.length : end);
    const activation = behind.findIndex(({ layer }) => layer.activates);
    const shown = activation < 0 ? place : place + 1 + activation;
    return [{ weighted, shown: { layer: layers[shown] ?? weighted, place: shown }, parameters }];
  });
}

function updateRatio(places: readonly number[], before: readonly NamedTensor[], after: readonly NamedTensor[]): number {
  let [moved, size] = [0, 0];
  for (const place of places) {
    const old = before[place]?.values;
    after[place]?.values.forEach((value, index) => {
      moved += (value - (old?.[index] ?? value)) ** 2;
      size += value ** 2;
    });
  }
  return size > 0 ? Math.sqrt(moved / size) : 0;
}

/** The weights of the first layer that has any, where they can be looked at as images. */
function filtersOf(layers: readonly LayerDescription[], tensors: readonly NamedTensor[]): Filters | null {
  const layer = layers.find(({ parameters }) => parameters.some(({ decays }) => decays));
  const patterns = layer?.layer.patterns?.(layer.input);
  const declared = layer?.parameters.findIndex(({ name }) => name === patterns?.parameter) ?? -1;
  const place = layers.slice(0, layers.indexOf(layer as LayerDescription)).reduce((sum, each) => sum + each.parameters.length, declared);
  const values = tensors[place]?.values;
  if (!patterns || declared < 0 || !values) return null;
  const { height, width, at } = patterns;
  // Of more there is no picture: the first stands for them all.
  const channels = patterns.channels === 3 ? 3 : 1;
  const size = height * width * channels;
  const count = Math.min(patterns.count, MOST_FILTERS);
  const weights = Float32Array.from({ length: count * size }, (_, index) => {
    const [channel, pixel] = [index % channels, Math.floor((index % size) / channels)];
    return floatAt(values, at(Math.floor(index / size), Math.floor(pixel / width), pixel % width, channel));
  });
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127 || 1;
  return { count, height, width, channels, weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}
