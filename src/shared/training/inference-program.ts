/** A network laid out for inference: evaluation, and what its answers owe to the input. */
import { byteAt, floatAt } from '../at';
import { paperIsZero, type ScalingName, scalings } from '../data/batches/scaling';
import { toHalf } from '../formats/float-types';
import { Layout, rowOffset } from '../nn/layout';
import { buildNetwork, type Network } from '../nn/network';
import { evaluationPlan, explanationPlan, type LoadShard } from '../nn/plan';
import type { InferenceProgramSpec, Program } from './program';

export function buildInferenceProgram(program: InferenceProgramSpec): Program {
  const { network: spec, scaling, capacity, everyOutput = false, explains = false, halfInputs = false } = program;
  const layout = new Layout();
  const network = buildNetwork(spec, layout, {
    capacity,
    training: explains,
    inputGradient: explains,
    mostlyZero: paperIsZero(scaling),
    everyOutput,
  });
  const { staging, load, plan } = reserveEvaluation(network, layout, scaling, halfInputs);
  const plans = explains ? { evaluation: plan, explanation: explanationPlan(network, load, aimAtLabel(network)) } : { evaluation: plan };
  return { network, staging, plans, size: layout.size() };
}

/** The output's gradient of the one logit that a row's label names. */
function aimAtLabel({ outputGradient, loss }: Network): LoadShard {
  return (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      const at = rowOffset(outputGradient, row);
      kernels.fill(at, outputGradient.rowStride, 0);
      kernels.memory.values[at + byteAt(kernels.memory.bytes, loss.labels + row)] = 1;
    }
  };
}

/** What an evaluation needs beside the network: the bytes of one batch of images. */
export function reserveEvaluation(network: Network, layout: Layout, scaling: ScalingName, halfInputs = false) {
  const size = network.input.features;
  const { scale, shift } = scalings[scaling];
  const staging = layout.reserveBytes(network.capacity * size);
  const load: LoadShard = (kernels, { from, to }) => {
    for (let row = from; row < to; row++) {
      kernels.bytesToValues({ bytes: staging + row * size, values: rowOffset(network.input, row) }, size, { scale, shift });
    }
  };
  const halves = Float32Array.from({ length: halfInputs ? 256 : 0 }, (_, byte) => toHalf(byte * scale + shift));
  const loadHalves: LoadShard = ({ memory: { bytes, values } }, { from, to }) => {
    for (let row = from; row < to; row++) {
      const at = rowOffset(network.input, row);
      for (let index = 0; index < size; index++) values[at + index] = floatAt(halves, byteAt(bytes, staging + row * size + index));
    }
  };
  return { staging, load: halfInputs ? loadHalves : load, plan: evaluationPlan(network, halfInputs ? loadHalves : load) };
}
