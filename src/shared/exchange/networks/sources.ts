/** A design as source, for each framework that Kasane writes: what the exports of the same name hold. */
import type { RunSpec } from '../../spec/run-spec';
import { sourceOf as kerasSource } from './formats/keras';
import { bookOrder } from './formats/numpy';
import { sourceOf as pytorchSource } from './formats/pytorch';
import { networkSource } from './numpy/network-source';

export interface DesignSource {
  readonly id: string;
  readonly label: string;
  /** The name of the file in the export. */
  readonly file: string;
  /** Throws a SpecError or ShapeError of a design whose layers do not fit. */
  write(spec: RunSpec): string;
  /** Of what it writes, what puts the layers together. */
  heart(source: string): string;
}

/** From a line on to the next that is empty. */
const from = (line: string) => (source: string) => {
  const start = source.indexOf(`${line}\n`);
  return source.slice(start, source.indexOf('\n\n', start));
};

const designed = ({ name, network, data }: RunSpec) => ({ name, network, scaling: data.scaling, testAccuracy: null });

export const designSources: readonly DesignSource[] = [
  {
    id: 'numpy',
    label: 'NumPy',
    file: 'network.py',
    write: (spec) => networkSource(spec, bookOrder(spec.network, []).order, null),
    heart: from('class Network:'),
  },
  { id: 'pytorch', label: 'PyTorch', file: 'model.py', write: (spec) => pytorchSource(designed(spec)), heart: from('def build():') },
  { id: 'keras', label: 'Keras', file: 'model.py', write: (spec) => kerasSource(designed(spec)), heart: from('def build():') },
];
