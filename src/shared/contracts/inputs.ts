/** Schemas that several requests of the page share. */
import { z } from 'zod';

/** `run:FOLDER`, `model:NAME` or `imported`. */
export const modelId = z.string().min(1).max(300);

/** What tells one version of a model's parameters from another; by the model's id. */
export const modelVersions = z.record(modelId, z.string().max(1000));

/** The name of a folder among the runs, or among the searches, and nothing that leads elsewhere. */
export const folderName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^./\\][^/\\]*$/, 'the name of a folder');

export const bytes = (most: number) =>
  z.custom<Uint8Array>((found) => found instanceof Uint8Array && found.length <= most, `at most ${most} bytes`);

/** Follows a long question by its progress events; another of the same name cancels it. */
export const jobName = z.string().min(1).max(80);
