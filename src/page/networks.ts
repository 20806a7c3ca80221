/** The page's networks, ready to answer: the same arithmetic as Kasane's, on memory of the page's own. */
import type { ScalingName } from '@shared/data/batches/scaling';
import type { Recipe } from '@shared/data/recipe';
import { CONTENT_ID, type PageNetwork, type Precision, tensorsOf } from '@shared/exchange/networks/web-page/content';
import { alone } from '@shared/kernels/engines/alone';
import { createClassifier } from '@shared/training/classifier';
import { soloTeam } from '@shared/training/team';

/** What Kasane tells of a network, as far as the page needs it. */
interface Told {
  readonly spec: {
    readonly network: {
      readonly input: readonly [number, number, number];
      readonly classes: readonly string[];
      readonly recipe: Recipe;
      readonly layers: Parameters<typeof createClassifier>[0]['layers'];
    };
    readonly data: { readonly scaling: ScalingName };
  };
  readonly testAccuracy: number | null;
}

export interface AnsweringNetwork {
  readonly name: string;
  readonly precision: Precision;
  readonly testAccuracy: number | null;
  readonly classes: readonly string[];
  readonly form: { readonly input: readonly [number, number, number]; readonly recipe: Recipe };
  /** The probability of each class for the bytes of one image. */
  answer(image: Uint8Array): readonly number[];
}

export function networksOf(page: Document): AnsweringNetwork[] {
  const content = page.getElementById(CONTENT_ID)?.textContent ?? '[]';
  return (JSON.parse(content) as PageNetwork[]).map(({ name, precision, told, ...tensors }) => {
    const { spec, testAccuracy } = told as Told;
    const { input, classes, recipe } = spec.network;
    const classifier = createClassifier(spec.network, spec.data.scaling, tensorsOf({ precision, ...tensors }), soloTeam(alone.create), {
      capacity: 1,
    });
    return {
      ...{ name, precision, testAccuracy, classes },
      form: { input, recipe },
      answer: (image) => classifier.probabilities(image)[0] ?? [],
    };
  });
}
