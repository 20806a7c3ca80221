/**
 * Networks that tensors without a word may belong to: every arrangement of dense layers, convolutions and batch normalisations
 * whose shapes meet, with each activation and each usual form of inputs. Most are left behind on few images.
 */

import { exactly } from '../../at';
import type { ImageSet } from '../../data/image-set';
import { ParametersError } from '../../formats/parameters-error';
import { layerKinds } from '../../nn/layers';
import type { NamedTensor } from '../../nn/parameter';
import { featuresOf, shapeText } from '../../nn/shape';
import { joined, phrase } from '../../phrase';
import { parseRunSpec } from '../../spec/parse-run-spec';
import { SPEC_VERSION } from '../../spec/run-spec';
import type { ReadNetwork } from '../networks/formats/format';
import { arrangementsOf } from './arrangements';
import { candidateOf, type ImportSources, nameOfFile, type SpecCandidate, usualRemedy } from './candidate';
import { type DescribedLayer, namedTensors } from './described';
import { fitting } from './fitting';
import { type InputForm, unitForm, usualForms, withUnitInputs } from './input-forms';
import { finalistsOf, tryAll, worthTrying } from './recognition';
import { layersOf, type Structure, structuresOf, structureWords } from './structures';
import type { Group } from './tensor-groups';

/** The activations that are tried of every structure, and all there are, which are tried of the best few. */
const USUAL_ACTIVATIONS = ['relu', 'sigmoid', 'tanh'];
const ACTIVATIONS = layerKinds.filter(({ family }) => family === 'activation').map(({ type }) => type);
/** Structures of which all activations and forms of inputs are tried. */
const MOST_STRUCTURES = 3;
/** Structures are ranked on so many images with so many forms of inputs, of many only with the first activation. */
const [IMAGES_THAT_RANK, FORMS_THAT_RANK, MANY] = [300, 4, 12];
/** Where one of many structures reads so much with what is usual, 0 … 1, those far behind it are not the file's. */
const SURE = 0.9;

interface Reading {
  readonly structure: Structure;
  readonly activation: string;
  readonly form: InputForm;
}
interface ReadingCandidate extends SpecCandidate {
  readonly reading: Reading;
}

/** The few that are worth trying on all images; none where the shapes do not meet. */
export function bareCandidates(
  read: ReadNetwork,
  groups: readonly Group[],
  file: string,
  { dataset, activation, createTeam }: ImportSources,
  images: ImageSet,
): readonly SpecCandidate[] {
  const { shape, classes } = dataset.training;
  const [height] = exactly(3, shape);
  const structures = arrangementsOf(groups, shape, classes.length).flatMap((placed) => structuresOf(placed, height));
  const candidate = (reading: Reading): ReadingCandidate => ({
    ...candidateFor(reading, file, dataset.training),
    reading,
    family: reading.structure,
    isUsual: reading.activation === USUAL_ACTIVATIONS[0],
  });
  const isPlain = structures.length === 1 && structures[0]?.windows.length === 0;
  const [only] = structures;
  if (activation && isPlain && only && read.fixed) return [candidate({ structure: only, activation, form: unitForm })];
  // Formats whose files all have inputs 0 to 1 leave the form alone.
  const forms = read.fixed ? [unitForm] : usualForms;
  // One layer alone has none after it.
  const isAlone = only?.placed.length === 1;
  const usual = activation ? [activation] : isAlone ? USUAL_ACTIVATIONS.slice(0, 1) : USUAL_ACTIVATIONS;
  const ranking = (each: string) =>
    read.fixed || (structures.length > MANY && each !== usual[0]) ? [unitForm] : usualForms.slice(0, FORMS_THAT_RANK);
  const plain = structures.map((structure) => candidate({ structure, activation: usual[0] ?? '', form: unitForm }));
  const likely =
    structures.length > MANY ? worthTrying(plain, images, createTeam, SURE).map(({ reading }) => reading.structure) : structures;
  const first = likely.flatMap((structure) =>
    usual.flatMap((each) => ranking(each).map((form) => candidate({ structure, activation: each, form }))),
  );
  const ranked = tryAll(worthTrying(first, images, createTeam), images.slice(0, IMAGES_THAT_RANK), createTeam);
  const byRank = [...new Set(ranked.map(({ candidate: { reading } }) => reading.structure))].slice(0, MOST_STRUCTURES);
  // The plainer first: of those as good it is taken.
  const chosen = structures.filter((structure) => byRank.includes(structure));
  const second = chosen.flatMap((structure) =>
    (activation || isAlone ? usual : ACTIVATIONS).flatMap((each) => forms.map((form) => candidate({ structure, activation: each, form }))),
  );
  const finalists = finalistsOf(second, images, createTeam);
  // What is usual of the best structure, and of what came best in other ways, is tried on all images, whatever a few say.
  const isUsual = ({ reading: { structure, activation: own, form } }: ReadingCandidate) =>
    own === usual[0] &&
    ((structure === byRank[0] && form === unitForm) ||
      finalists.some(({ reading }) => reading.structure === structure && reading.form === form));
  return second.filter((each) => finalists.includes(each) || isUsual(each));
}

function candidateFor({ structure, activation, form }: Reading, file: string, set: ImageSet): SpecCandidate {
  const layers = layersOf(structure, activation);
  const words = [...structureWords(structure, activation), ...(form === unitForm ? [] : [form.words])];
  return describedCandidate({ layers, form, order: structure.order, words: joined(words, ', ') }, file, set);
}

export interface Description {
  readonly layers: readonly DescribedLayer[];
  readonly form: InputForm;
  readonly order: ReadNetwork['order'];
  readonly words: SpecCandidate['words'];
}

/** As a spec for the images of `set`. Throws a SpecError where its layers do not meet. */
export function describedCandidate({ layers, form, order, words }: Description, file: string, set: ImageSet): SpecCandidate {
  const own = withUnitInputs(layers, form, exactly(3, set.shape)[2]);
  const network = { input: set.shape, layers: own.map(({ spec }) => spec), classes: set.classes };
  const spec = parseRunSpec({ version: SPEC_VERSION, name: nameOfFile(file), network });
  return candidateOf(words, spec, fitting(spec.network, namedTensors(own), order, file));
}

/** What to say where no network fits. Throws a ParametersError always. */
export function refuseBare(tensors: readonly NamedTensor[], file: string, { dataset, remedy = usualRemedy }: ImportSources): never {
  const { shape, classes } = dataset.training;
  assertDense(tensors, file, dataset.training);
  const shapes = tensors.slice(0, 6).map(({ name, shape: sides }) => `${name} [${sides.join(', ')}]`);
  throw new ParametersError(
    file,
    phrase`holds ${shapes.join(', ')}${tensors.length > 6 ? ', …' : ''}, and no network of dense layers and convolutions with these shapes leads from ${shapeText(shape)} to ${classes.length} classes; ${remedy}`,
  );
}

/** Of W1, b1, W2, b2, …, what is wrong in the place where it is. */
export function assertDense(tensors: readonly NamedTensor[], file: string, { shape, classes }: Pick<ImageSet, 'shape' | 'classes'>): void {
  const features = featuresOf(shape);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const layers = tensors.length / 2;
  if (layers === 0 || ![...byName].every(([name, { shape: sides }]) => (/^W\d+$/.test(name) && sides.length === 2) || /^b\d+$/.test(name)))
    return;
  let before: number | null = null;
  for (let layer = 1; layer <= layers; layer++) {
    const [weights, bias] = [byName.get(`W${layer}`), byName.get(`b${layer}`)];
    if (!weights || !bias)
      throw new ParametersError(`${file}: ${weights ? 'b' : 'W'}${layer}`, phrase`is missing; expected W1, b1, W2, b2, … without a gap`);
    const [inputs, units] = exactly(2, weights.shape);
    if (before === null && inputs !== features)
      throw new ParametersError(
        `${file}: W1`,
        phrase`has ${inputs} rows; expected ${features}, one for each number of an image of ${shapeText(shape)}`,
      );
    if (before !== null && before !== inputs)
      throw new ParametersError(
        `${file}: W${layer}`,
        phrase`has ${inputs} rows; expected ${before}, one for each unit of the layer before`,
      );
    if (bias.values.length !== units)
      throw new ParametersError(`${file}: b${layer}`, phrase`has ${bias.values.length} numbers; expected ${units}, one for each unit`);
    before = units;
  }
  if (before !== classes.length)
    throw new ParametersError(`${file}: b${layers}`, phrase`has ${before} numbers; expected ${classes.length}, one for each class`);
}
