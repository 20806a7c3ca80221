/** A training step as a report: of each layer the number that counts most, with the sum that it is, there and back. */
import { floatAt } from '../at';
import { findKind } from '../kind';
import { type Explanation, explain, type Target } from '../lab/one-step/explain';
import { heatOf } from '../lab/one-step/heat';
import { largestAt, type Planes, planesOfImage, planesOfTensor } from '../lab/one-step/planes';
import type { SteppedLayer, SteppedNetwork } from '../lab/one-step/step';
import { describeNetwork } from '../nn/description';
import { optimizerKinds } from '../nn/optimizers';
import { featuresOf, shapeText } from '../nn/shape';
import type { LayerDescription } from '../nn/stack';
import { type Phrase, phrase, words } from '../phrase';
import type { Block, CaptionedImage, Cell, Report, Section } from './report';

const MOST_TERMS = 6;
const MOST_PLANES = 8;

/** `image`: which of the step's images is followed through the layers. */
export function stepReport(step: SteppedNetwork, image: number): Report {
  const layers = describeNetwork(step.spec.network);
  const { spec, iteration, learningRate, engine, greatestDifference, labels } = step;
  return {
    title: spec.name,
    about: phrase`One training step on ${labels.length} images: iteration ${iteration}, learning rate ${learningRate}. Reference and engine ${engine} differ by ${Number(greatestDifference.toPrecision(2))} at most.`,
    sections: [
      ...layers.flatMap((layer, place) => forward(step, layer, place, image)),
      loss(step, image),
      ...layers.flatMap((layer, place) => backward(step, layer, place, image)).toReversed(),
      update(step),
    ],
  };
}

function forward(step: SteppedNetwork, description: LayerDescription, place: number, image: number): Section[] {
  const layer = step.layers[place];
  if (!layer) return [];
  const output = ofImage(layer.output, layer.outputShape, image);
  const target: Target = { of: 'output', image, index: largestAt(output.values) };
  return [
    {
      title: phrase`${place + 1}. ${words(description.label)}`,
      blocks: [
        { kind: 'text', text: phrase`${shapeText(layer.inputShape)} → ${shapeText(layer.outputShape)}` },
        pictures(output, phrase`What it gives for image ${image + 1}: positive numbers orange, negative ones blue`),
        termsOf(phrase`Its largest number, y${output.textOf(target.index)}`, explained(layer, description, target)),
      ],
    },
  ];
}

function loss({ probabilities, labels, losses, layers, spec }: SteppedNetwork, image: number): Section {
  const { classes } = spec.network;
  const gradient = layers.at(-1)?.outputGradient ?? new Float32Array();
  return {
    title: phrase`Loss`,
    blocks: [
      {
        kind: 'table',
        caption: phrase`Image ${image + 1}: its loss is ${Number(floatAt(losses, image).toPrecision(5))} nats`,
        heads: [phrase`Class`, phrase`Probability`, phrase`Gradient of the score`],
        rows: classes.map((name, index) => {
          const at = image * classes.length + index;
          return [labels[image] === index ? phrase`${name} (true)` : name, floatAt(probabilities, at), floatAt(gradient, at)];
        }),
      },
    ],
  };
}

function backward(step: SteppedNetwork, description: LayerDescription, place: number, image: number): Section[] {
  const layer = step.layers[place];
  if (!layer) return [];
  const isBlock = 'ways' in description.layer.operation(description.input);
  const input = ofImage(layer.inputGradient, layer.inputShape, image);
  const learnt = isBlock
    ? []
    : layer.tensors.flatMap(({ name, letter, gradient, shape }) => (gradient ? [{ name, letter, gradient, shape }] : []));
  const back: Target = { of: 'input gradient', image, index: largestAt(input.values) };
  return [
    {
      title: phrase`${place + 1}. ${words(description.label)}, backward`,
      blocks: [
        ...learnt.map(({ name, letter, gradient, shape }) => {
          const index = largestAt(gradient);
          const caption = phrase`The largest gradient of ${name}, ${planesOfTensor(gradient, shape).textOf(index)}`;
          return termsOf(caption, explained(layer, description, { of: 'gradient', letter, index }));
        }),
        termsOf(phrase`The largest gradient of its input, dx${input.textOf(back.index)}`, explained(layer, description, back)),
      ],
    },
  ];
}

function update({ spec, layers }: SteppedNetwork): Section {
  const { label, formula } = findKind(optimizerKinds, spec.optimizer.type);
  const tensors = layers.flatMap((layer) => layer.tensors.filter(({ gradient }) => gradient));
  const states = Object.keys(tensors[0]?.states ?? {});
  return {
    title: phrase`Update`,
    blocks: [
      { kind: 'text', text: phrase`${words(label)}: ${formula}` },
      {
        kind: 'table',
        caption: phrase`Of each parameter the number that changes most`,
        heads: [phrase`Parameter`, phrase`Gradient`, ...states.map(words), phrase`Before`, phrase`After`],
        rows: tensors.map(({ name, shape, before, after, gradient, states: own }): Cell[] => {
          const index = largestAt(after.map((value, at) => value - floatAt(before, at)));
          const shown = (values: Float32Array | null) => (values ? floatAt(values, index) : '–');
          const change = states.map(
            (state) => phrase`${Number(shown(own[state]?.before ?? null))} → ${Number(shown(own[state]?.after ?? null))}`,
          );
          return [`${name}${planesOfTensor(before, shape).textOf(index)}`, shown(gradient), ...change, shown(before), shown(after)];
        }),
      },
    ],
  };
}

const explained = (layer: SteppedLayer, { layer: kind, input }: LayerDescription, target: Target) =>
  explain(layer, kind.operation(input), target);

function ofImage(values: Float32Array, shape: readonly number[], image: number): Planes {
  const size = featuresOf(shape);
  return planesOfImage(values.subarray(image * size, (image + 1) * size), shape);
}

const pictures = (planes: Planes, caption: Phrase): Block => ({
  kind: 'images',
  caption,
  images: Array.from({ length: Math.min(planes.count, MOST_PLANES) }, (_, plane): CaptionedImage => {
    const pixels = heatOf(planes.plane(plane));
    return { pixels, width: planes.columns, channels: 3, caption: planes.count > 1 ? phrase`Channel ${plane}` : phrase`All numbers` };
  }),
});

function termsOf(caption: Phrase, { formula, terms, zeros, value }: Explanation): Block {
  const rest = terms.slice(MOST_TERMS);
  return {
    kind: 'table',
    caption: phrase`${caption}: ${formula}`,
    heads: [phrase`Term`, phrase`Numbers`, phrase`Value`],
    rows: [
      ...terms
        .slice(0, MOST_TERMS)
        .map(({ label, factors, value: own }): Cell[] => [label, factors.map((factor) => Number(factor.toPrecision(4))).join(' × '), own]),
      ...(rest.length > 0 ? [[phrase`${rest.length} smaller terms`, '', rest.reduce((sum, term) => sum + term.value, 0)]] : []),
      [zeros > 0 ? phrase`Sum; ${zeros} terms are 0` : phrase`Sum`, '', value],
    ],
  };
}
