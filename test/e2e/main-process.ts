/** What is asked of, or changed in, the app's main process. */
import type { ElectronApplication } from '@playwright/test';

type Main = typeof import('electron');

/**
 * Evaluates `body` in the main process. V8's inspector may lose an answer to the garbage collector before it is
 * told (“Resulting promise was garbage collected”); it is asked for again then, so that `body` must be one that
 * may run twice.
 */
export async function inMainProcess<Given, Answer>(
  app: ElectronApplication,
  body: (electron: Main, given: Given) => Answer | Promise<Answer>,
  given: Given,
): Promise<Answer> {
  const evaluate = () => app.evaluate(body as never, given) as Promise<Answer>;
  try {
    return await evaluate();
  } catch (error) {
    if (!String(error).includes('was garbage collected')) throw error;
    return evaluate();
  }
}
