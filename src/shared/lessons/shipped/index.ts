/** The lessons that come with Kasane, in the order of the book. */
import { type Lesson, parseLesson } from '../lesson';
import batchNorm from './batch-norm.json' with { type: 'json' };
import deeper from './deeper.json' with { type: 'json' };
import firstNetwork from './first-network.json' with { type: 'json' };
import initialValues from './initial-values.json' with { type: 'json' };
import mistakes from './mistakes.json' with { type: 'json' };
import optimizers from './optimizers.json' with { type: 'json' };
import overfitting from './overfitting.json' with { type: 'json' };
import search from './search.json' with { type: 'json' };

const files = [firstNetwork, optimizers, initialValues, batchNorm, overfitting, search, deeper, mistakes];

export const shippedLessons: readonly Lesson[] = files.map((content) => parseLesson(content, content.id));
