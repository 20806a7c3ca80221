/** The network as it is stacked: a box for each layer, as wide as the logarithm of the numbers it gives. */
import { featuresOf, shapeText } from '../../nn/shape';
import { phrase } from '../../phrase';
import { numberText } from '../numbers';
import type { DrawnLayer } from '../report';
import type { Writer } from './figure';
import { colourOf, svg, tenth, text } from './svg';

const [WIDTH, ROW, GAP, BOX] = [640, 26, 8, 330];
const ON_A_PAGE = 20;

/** In the order in which families come up. */
const colourOfFamily = (family: string, families: readonly string[]) => colourOf(families.indexOf(family));

export function networkHtml(layers: readonly DrawnLayer[], label: string, { say, language }: Writer): string {
  const rows = layers.flatMap((layer) => withInner(layer, 0));
  const families = [...new Set(rows.map(({ layer }) => layer.family))];
  const most = Math.max(...rows.map(({ layer }) => Math.log2(1 + featuresOf(layer.output))));
  const draw = ({ layer, depth }: (typeof rows)[number], index: number) => {
    const y = GAP + index * (ROW + GAP);
    const width = Math.max(150, (BOX * Math.log2(1 + featuresOf(layer.output))) / most) - 24 * depth;
    const x = (BOX - width) / 2;
    const colour = colourOfFamily(layer.family, families);
    const name = [say(layer.label), say(layer.detail)].filter(Boolean).join(' · ');
    const parameters = layer.parameters === 0 ? '' : say(phrase`${numberText(layer.parameters, language)} parameters`);
    return [
      `<path class="frame" d="M${BOX / 2} ${y - GAP}V${y}"/>`,
      `<rect x="${tenth(x)}" y="${y}" width="${tenth(width)}" height="${ROW}" rx="4" fill="${colour}" fill-opacity="0.16" stroke="${colour}"/>`,
      text(name, BOX / 2, y + 17, 'text-anchor="middle"'),
      text(shapeText(layer.output), BOX + 16, y + 17),
      text(parameters, WIDTH, y + 17, 'text-anchor="end"'),
    ].join('');
  };
  // In pieces that fit on a page.
  const pieces = Array.from({ length: Math.ceil(rows.length / ON_A_PAGE) }, (_, piece) =>
    rows.slice(piece * ON_A_PAGE, (piece + 1) * ON_A_PAGE),
  );
  return pieces.map((piece) => svg(WIDTH, GAP + piece.length * (ROW + GAP), label, piece.map(draw).join(''))).join('');
}

const withInner = (layer: DrawnLayer, depth: number): { readonly layer: DrawnLayer; readonly depth: number }[] => [
  { layer, depth },
  ...layer.inner.flatMap((each) => withInner(each, depth + 1)),
];
