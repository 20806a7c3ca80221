import { KasaneError } from '../kasane-error';
import { phrase } from '../phrase';

interface NamedFormat {
  /** Of its files, without a dot. */
  readonly extensions: readonly string[];
}

/** Of design files, which are no format of what was trained. */
const DESIGN = '.kasane.json';

/** The format that a file's name ends with, the longest ending first. Throws a KasaneError that names those there are. */
export function formatOfName<Format extends NamedFormat>(path: string, formats: readonly Format[]): Format {
  const name = path.toLowerCase();
  const endings = formats
    .flatMap((format) => format.extensions.map((extension) => ({ format, ending: `.${extension}` })))
    .toSorted((a, b) => b.ending.length - a.ending.length);
  if (name.endsWith(DESIGN)) throw new KasaneError(phrase`${path}: ${DESIGN} is the ending of designs; choose another name`, path);
  const found = endings.find(({ ending }) => name.endsWith(ending));
  if (found) return found.format;
  const known = endings.map(({ ending }) => ending).toSorted();
  throw new KasaneError(phrase`${path}: its name ends as no format does; end it with one of ${known.join(', ')}`, path);
}
