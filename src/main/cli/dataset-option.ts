/** The dataset that a command was given: `--data PLACE`, read as `--with` says. */
import { existsSync } from 'node:fs';
import { parseDataOptions } from '@shared/data/sources/options';
import { say } from '@shared/phrase';
import { builtInDataset } from '../datasets/built-in';
import { type LoadedDataset, type LoadOptions, loadDataset } from '../datasets/load-dataset';
import { findRun } from '../runs/begin';
import { usualRunsFolder } from '../runs/location';
import { readRecord } from '../runs/record';
import { note } from './output';

export interface DataGiven {
  readonly data: string;
  readonly with?: Record<string, unknown>;
}

/** As given; else where the images of the run are that was given for a network, if they are still there; else MNIST. */
export async function placeOfData(data: string | undefined, params: string): Promise<string> {
  if (data !== undefined) return data;
  const folder = await findRun(usualRunsFolder(), params).catch(() => null);
  const place = folder === null ? '' : (await readRecord(folder)).dataset.folder;
  return place !== '' && existsSync(place) ? place : builtInDataset();
}

/** Above it, what was left out is said in a number. */
const MOST_NOTED = 5;

/** Throws what reading it throws; what it leaves out is said on stderr. */
export async function givenDataset({ data, with: given = {} }: DataGiven, work: Pick<LoadOptions, 'bare'> = {}): Promise<LoadedDataset> {
  const dataset = await loadDataset(data, { options: parseDataOptions(given), ...work });
  const { leftOut, leftOutCount } = dataset;
  for (const { place, reason } of leftOut.slice(0, MOST_NOTED)) note(`${place}: left out, ${say(reason)}`);
  if (leftOutCount > MOST_NOTED) note(`… and ${leftOutCount - MOST_NOTED} more left out`);
  return dataset;
}
