import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDataOptions } from '@shared/data/sources/options';
import { parseJson } from '@shared/json';
import { phrase, say } from '@shared/phrase';
import { type DataSize, dataSizeOf, fitToData, withNames } from '@shared/spec/examine-data';
import { SpecError } from '@shared/spec/parse-run-spec';
import { searchMethods } from '@shared/studies/methods';
import { ranked, trialResults } from '@shared/studies/results';
import { mostEpochs, parseSearch, SEARCH_VERSION, type SearchSpec } from '@shared/studies/search-spec';
import { Command, Option } from 'commander';
import { loadTrainingSet, trainingSums } from '../datasets/load-dataset';
import { readText } from '../files/whole-files';
import { launchNodeProcess } from '../processes/launch-node';
import { createPool, PoolClosed } from '../queue/local-pool';
import { conductSearch } from '../studies/search/conduct-search';
import { createSearch, readSearch, type SearchRecord } from '../studies/search/search-folder';
import { usualThreads } from '../threads/team';
import { namedSpec } from './named-spec';
import { count, options, UsageError, withOptions } from './options';
import { note, percent, print, printJson } from './output';

interface SearchOptions {
  spec: string;
  space: string;
  method: string;
  set: Record<string, unknown>;
  trials?: number;
  seed?: number;
  workers?: number;
  out: string;
  data: string;
  with?: Record<string, unknown>;
  json?: boolean;
}

const INTERRUPTED = 130;

export function searchCommand(): Command {
  return withOptions(
    new Command('search').description('Search for good settings, judged by validation images alone; goes on where it was interrupted.'),
    new Option('--spec <file>', 'the spec that trials are made from, or the name of a preset').makeOptionMandatory(),
    new Option(
      '--space <file>',
      'what is tried (JSON): { "settings": [{ "path", "scale", "from", "to" } or { "path", "values" }] }',
    ).makeOptionMandatory(),
    new Option('--method <name>', 'how').choices(searchMethods.map(({ type }) => type)).default('random'),
    options.set('a setting of the method, such as first=3 or factor=4 of asha').default({}, 'as usual'),
    new Option('--trials <n>', 'the most trials').argParser(count),
    new Option('--seed <n>', 'the same seed draws the same trials').argParser(count),
    new Option('--workers <n>', 'trials at once; by default one a core').argParser(count),
    new Option('--out <folder>', 'where the search is kept; one that is there already is gone on with').makeOptionMandatory(),
    options.data(),
    options.with(),
    options.json(),
  ).action(search);
}

async function search(given: SearchOptions): Promise<void> {
  const record = await openOrCreate(given);
  const pool = createPool(given.workers || usualThreads(), launchNodeProcess);
  const interrupt = () => pool.close();
  process.on('SIGINT', interrupt);
  const all = mostEpochs(record.search);
  const start = performance.now();
  try {
    const lines = await conductSearch(given.out, record, pool, {
      seconds: () => record.seconds + (performance.now() - start) / 1000,
      done({ trial, toEpoch, accuracy, failure }) {
        note(`trial ${trial}, ${toEpoch} of ${all} epochs: ${accuracy === null ? failure && say(failure) : percent(accuracy)}`);
      },
    });
    const results = ranked(record.search, trialResults(lines));
    const [best] = results;
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    if (given.json) {
      return printJson({
        trials: results.length,
        seconds,
        workers: pool.size,
        best: best && { trial: best.trial, values: best.values, validationAccuracy: best.accuracy, epochs: best.epochs },
      });
    }
    print(`${results.length} trials in ${seconds} s`);
    for (const { trial, values, accuracy, epochs } of results.slice(0, 10)) {
      const text = Object.entries(values).map(([path, value]) => `${path} ${value}`);
      print(`${accuracy === null ? 'failed ' : percent(accuracy)}  trial ${trial}, ${epochs} epochs: ${text.join(', ')}`);
    }
  } catch (error) {
    if (!(error instanceof PoolClosed)) throw error;
    note(`interrupted; the same command goes on`);
    process.exitCode = INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
    pool.close();
  }
}

async function openOrCreate(given: SearchOptions): Promise<SearchRecord> {
  const images = await loadTrainingSet(given.data, { options: parseDataOptions(given.with ?? {}) });
  const wanted = await wantedSearch(given, dataSizeOf(images));
  const dataset = { folder: images.folder, checksums: trainingSums(images) };
  if (!existsSync(join(given.out, 'search.json'))) return createSearch(given.out, wanted, dataset);
  const found = await readSearch(given.out);
  if (JSON.stringify(found.search) !== JSON.stringify(wanted)) {
    throw new UsageError(phrase`${given.out}: holds another search; give another folder, or the options it was begun with`, '--out');
  }
  if (JSON.stringify(found.dataset.checksums) !== JSON.stringify(dataset.checksums)) {
    throw new UsageError(phrase`${given.data}: differs from the images that the search was begun with; give those`, '--data');
  }
  note(`going on with the search in ${given.out}`);
  return { ...found, dataset };
}

/** Presets fit themselves to the images, as they do to train. */
async function wantedSearch({ spec, space, method, set, trials, seed }: SearchOptions, size: DataSize): Promise<SearchSpec> {
  const named = await namedSpec(spec);
  return parseSearch({
    version: SEARCH_VERSION,
    spec: existsSync(spec) ? withNames(named, size) : fitToData(named, size),
    space: await json(space),
    method: { ...set, type: method },
    ...(trials !== undefined && { trials }),
    ...(seed !== undefined && { seed }),
  });
}

async function json(path: string): Promise<unknown> {
  try {
    return parseJson(await readText(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new SpecError([
      { path: basename(path), text: phrase`not JSON (${error.message.replaceAll('\n', ' ')}); fix the file or make one anew` },
    ]);
  }
}
