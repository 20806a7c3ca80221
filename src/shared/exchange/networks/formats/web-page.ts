import { z } from 'zod';
import { inFile, ParametersError } from '../../../formats/parameters-error';
import { elementCount } from '../../../nn/parameter';
import { phrase } from '../../../phrase';
import { GENERATOR, type PageNetwork, type Precision, precisions, tensorsOf, valuesOf } from '../web-page/content';
import { contentOf, documentOf } from '../web-page/document';
import type { ParameterFormat, TrainedNetwork } from './format';
import { readTold, toldOf } from './told';

/** How much of a file is looked at. */
const BEGINNING = 2000;

export const isWebPage = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes.subarray(0, BEGINNING)).includes(GENERATOR);

/** A page with one network or several, which answer side by side. */
function webPageOf(networks: readonly TrainedNetwork[], precision: Precision): Uint8Array<ArrayBuffer> {
  const content = networks.map(
    (trained): PageNetwork => ({
      told: toldOf(trained),
      name: trained.name,
      precision,
      tensors: trained.tensors.map(({ name, shape }) => ({ name, shape })),
      values: valuesOf(trained.tensors, precision),
    }),
  );
  return new TextEncoder().encode(documentOf(networks.map(({ name }) => name).join(', '), content));
}

const schema = z.array(
  z.object({
    told: z.unknown(),
    name: z.string(),
    precision: z.enum(Object.keys(precisions) as [Precision, ...Precision[]]),
    tensors: z.array(z.object({ name: z.string(), shape: z.array(z.int().min(0)) })),
    values: z.string(),
  }),
);

/** Of several networks the first is read. */
const read: ParameterFormat['read'] = (bytes, file) =>
  inFile(file, () => {
    const damaged = () => new ParametersError(file, phrase`is a web page of Kasane that is damaged; export the network again`);
    const content = contentOf(new TextDecoder().decode(bytes));
    if (content === null) throw damaged();
    let networks: z.infer<typeof schema>;
    try {
      networks = schema.parse(JSON.parse(content));
    } catch {
      throw damaged();
    }
    const [first] = networks;
    if (!first) throw damaged();
    const numbers = first.tensors.reduce((sum, { shape }) => sum + elementCount(shape), 0);
    const bytesEach = first.precision === 'float16' ? 2 : 4;
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(first.values) || Math.ceil((numbers * bytesEach) / 3) * 4 !== first.values.length) throw damaged();
    const told = readTold(first.told, file);
    return { tensors: tensorsOf(first), order: told?.flattened ?? 'pixels', told };
  });

/** One .html file to draw on, with the network in it. */
export const webPage: ParameterFormat = {
  type: 'web-page',
  label: 'Web page',
  help: 'One .html file to draw on and open pictures in, with the network in it; works offline, from disk or from any server.',
  extensions: ['html'],
  recognises: isWebPage,
  write: (trained) => webPageOf([trained], 'float32'),
  writeAll: (all) => webPageOf(all, 'float32'),
  read,
};

/** The same at half the size; what that costs is measured as it is written. */
export const webPageHalf: ParameterFormat = {
  ...webPage,
  type: 'web-page-half',
  label: 'Web page (float16)',
  help: 'The same in about half the size: parameters are rounded to float16.',
  extensions: ['half.html'],
  recognises: () => false,
  rounds: true,
  write: (trained) => webPageOf([trained], 'float16'),
  writeAll: (all) => webPageOf(all, 'float16'),
};
