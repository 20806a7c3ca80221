/**
 * A run as one file that another machine opens, and retraining reproduces bit for bit: a zip of bundle.json (its format and
 * the checksums of its data), the run's own files, and what it was given beside its spec. No path of this machine is in it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unpackZip, ZipError } from '@shared/formats/zip';
import { MOST_OF_RECORD } from '@shared/json';
import { KasaneError } from '@shared/kasane-error';
import { phrase } from '@shared/phrase';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { version as appVersion } from '../../../package.json';
import { asFileName, nameIt } from '../files/folder-names';
import { DamagedFile, readSealed } from '../files/sealed-json';
import { readBytes, writeBytes } from '../files/whole-files';
import { nobody } from '../files/writer';
import { createHalf } from './begin';
import { readRecord, writeRecord } from './record';
import { wholenessOf } from './whole-tensors';

const FORMAT = 'kasane-bundle';
const VERSION = 1;
const MANIFEST = 'bundle.json';
/** Bytes; beyond any run on digits. */
const LARGEST = 512 * 2 ** 20;

/** Files of a run that are taken along, where they are there; of checkpoints the newest alone. */
const FILES = [
  /^run\.json$/,
  /^metrics\.jsonl$/,
  /^evaluation\.json$/,
  /^insight\.json$/,
  /^robustness\.json$/,
  /^parameters\.safetensors$/,
  /^initial\.safetensors$/,
  /^checkpoints\/\d{8}\.safetensors$/,
  /^drawings\/[\w-]+\.?[\w-]*ubyte$/,
];

/** A file that is no bundle, or one that cannot be opened. */
export class BundleError extends KasaneError {
  override name = 'BundleError';
}

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int().min(1),
  app: z.string(),
  /** SHA-256 of each of the other files, by its name. */
  files: z.record(z.string(), z.string()).default({}),
});

export async function exportBundle(folder: string, path: string): Promise<void> {
  const record = await readRecord(folder);
  const names = await filesOf(folder);
  await assertUndamaged(folder, names);
  const contents = await Promise.all(
    names.map(
      async (name): Promise<[string, [Uint8Array, { level: 0 | 6 }]]> => [
        name,
        // Parameters hardly shrink.
        [await readBytes(join(folder, name), LARGEST), { level: name.endsWith('.safetensors') ? 0 : 6 }],
      ],
    ),
  );
  const text = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  const own = text({ ...record, ...nobody, dataset: { ...record.dataset, folder: '' } });
  const files: Record<string, [Uint8Array, { level: 0 | 6 }]> = { ...Object.fromEntries(contents), 'run.json': [own, { level: 6 }] };
  const sums = Object.fromEntries(Object.entries(files).map(([name, [bytes]]) => [name, sha256(bytes)]));
  const manifest = text({ format: FORMAT, version: VERSION, app: appVersion, files: sums });
  // The same run gives the same bytes.
  const packed = zipSync({ [MANIFEST]: manifest, ...files }, { mtime: zipTime(record.created) });
  await writeBytes(path, new Uint8Array(packed));
}

/** A zip tells years from 1980 to 2099; a clock may have told another. */
const zipTime = (created: string): Date => {
  const year = Number(created.slice(0, 4));
  return new Date(year < 1981 || year > 2098 ? '1981-01-01T00:00:00.000Z' : created);
};

/** Damage would be given new checksums, and be taken for what the run has learnt. */
async function assertUndamaged(folder: string, names: readonly string[]): Promise<void> {
  const run = basename(folder);
  for (const name of names) {
    if (!(await isDamaged(join(folder, name)))) continue;
    throw new BundleError(phrase`${run}: ${name} is damaged; the run cannot be exported, its curves can`, run);
  }
}

async function isDamaged(path: string): Promise<boolean> {
  if (path.endsWith('.safetensors')) return (await wholenessOf(path)) === 'damaged';
  if (!SEALED.includes(basename(path))) return false;
  return readSealed(path, MOST_OF_RECORD).then(
    () => false,
    (error) => error instanceof DamagedFile,
  );
}

const SEALED = ['evaluation.json', 'insight.json'];

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function filesOf(folder: string): Promise<string[]> {
  const all = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const wanted = all.filter((name) => FILES.some((pattern) => pattern.test(name))).toSorted();
  const checkpoints = wanted.filter((name) => name.startsWith('checkpoints/'));
  return wanted.filter((name) => !checkpoints.includes(name) || name === checkpoints.at(-1));
}

/** Makes a run of a bundle; gives the name of its folder, which it gets once `settle` is done with it. Nothing is left behind where it cannot be read. Throws a BundleError. */
export async function importBundle(
  path: string,
  runsFolder: string,
  datasetFolder: string,
  settle: (folder: string) => Promise<unknown> = async () => null,
): Promise<string> {
  const name = basename(path);
  const files = await unpack(path);
  const manifest = manifestSchema.safeParse(json(files[MANIFEST]));
  if (!manifest.success) throw new BundleError(phrase`${name}: holds no ${MANIFEST} of a run; choose a file that Kasane exported`, name);
  if (manifest.data.version > VERSION) {
    throw new BundleError(
      phrase`${name}: version ${manifest.data.version} was written by a newer Kasane than this one; update Kasane`,
      name,
    );
  }
  const listed = manifest.data.files;
  for (const [file, sum] of Object.entries(listed)) {
    const content = files[file];
    if (!content || sha256(content) !== sum) throw damaged(name, file);
  }
  const half = await createHalf(runsFolder);
  try {
    // The first bundles listed none of what is in them.
    const isListed = (file: string) => Object.hasOwn(listed, file) || (Object.keys(listed).length === 0 && file !== MANIFEST);
    for (const [file, content] of Object.entries(files)) {
      if (!isListed(file)) continue;
      await mkdir(dirname(join(half, file)), { recursive: true });
      await writeBytes(join(half, file), new Uint8Array(content));
    }
    const record = await readRecord(half);
    await writeRecord(half, { ...record, ...nobody, dataset: { ...record.dataset, folder: datasetFolder } });
    await settle(half);
    return basename(await nameIt(half, join(runsFolder, asFileName(name.replace(/(\.kasane)?\.zip$/i, '')) || 'run')));
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (error instanceof KasaneError) throw new BundleError(phrase`${name}: ${error.phrase}`, name);
    throw error;
  }
}

const damaged = (name: string, file: string) =>
  new BundleError(phrase`${name}: ${file} in it is damaged or missing; export the run again`, name);

async function unpack(path: string): Promise<Record<string, Uint8Array>> {
  const name = basename(path);
  const bytes = await readBytes(path, LARGEST);
  try {
    return unpackZip(bytes, (file) => file === MANIFEST || FILES.some((pattern) => pattern.test(file)));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    if (error.trouble === 'too large') throw new BundleError(phrase`${name}: unpacks to more than ${error.limit} bytes`, name);
    throw error.entry ? damaged(name, error.entry) : new BundleError(phrase`${name}: is damaged, or no zip file`, name);
  }
}

function json(content: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    return undefined;
  }
}
