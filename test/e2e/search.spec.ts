/** The tab Search of Runs: a search from its form to a run of its best trial. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookSearchSpec, bookSpace } from '../../src/shared/studies/book-search';
import { byLength } from '../support/length';
import { openFewDigits } from './dialogs';
import { ended, expect, field, root, runState, show, test } from './studio';
import { fewDigits } from './trained-runs';

const TRIALS = byLength('4', '60');

test('the book’s search runs on all cores, survives its workers and the app, and gives its best trial as a run', async ({ studio }) => {
  const { folder } = studio;
  let { page, app } = studio;
  await openFewDigits(app, page);
  await show(page, 'Runs');
  await page.locator('label', { hasText: 'Search' }).click();
  await expect(page.getByRole('button', { name: 'Start the search' })).toBeDisabled();
  await page.getByRole('button', { name: 'As in the book' }).click();
  await expect(page.getByTestId('dimension')).toHaveCount(2);
  await field(page, 'Trials').fill(TRIALS);
  await page.getByRole('button', { name: 'Start the search' }).click();
  const count = () => page.getByTestId('search-count');
  await expect(count()).toHaveText(new RegExp(`^[1-9]\\d* of ${TRIALS} trials`));

  // A worker ends of itself: its trial is begun again.
  const worker = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find((metric) => metric.name === 'Kasane worker')?.pid);
  if (!worker) throw new Error('no worker is at work');
  process.kill(worker, 'SIGKILL');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();

  // The app ends: the search goes on where it was.
  const next = await studio.restart('kill');
  ({ page, app } = next);
  await openFewDigits(app, page);
  await show(page, 'Runs');
  await page.locator('label', { hasText: 'Search' }).click();
  await page.getByRole('button', { name: 'The book’s search', exact: true }).click();
  await expect(page.getByRole('region', { name: 'The book’s search' })).toContainText('Interrupted');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('region', { name: 'The book’s search' }).first()).toContainText('Finished', { timeout: 240_000 });
  await expect(count()).toHaveText(new RegExp(`^${TRIALS} of ${TRIALS} trials`));
  await expect(page.getByTestId('best-curves').getByRole('button')).toHaveCount(byLength(4, 20));
  await next.screenshot('search');

  // It is the search that the command line makes, to the last bit.
  const searches = join(folder, 'user', 'searches');
  const [name = ''] = readdirSync(searches);
  const file = (path: string, content: unknown) => {
    writeFileSync(join(folder, path), JSON.stringify(content));
    return join(folder, path);
  };
  const out = join(folder, 'by command');
  const parameters = [
    '--spec',
    file('spec.json', bookSearchSpec()),
    '--space',
    file('space.json', bookSpace),
    '--trials',
    TRIALS,
    '--workers',
    '2',
    '--out',
    out,
    '--data',
    fewDigits,
  ];
  execFileSync(process.execPath, [join(root, 'out/main/cli.js'), 'search', ...parameters], { stdio: 'ignore' });
  expect(readFileSync(join(searches, name, 'results.json'), 'utf8')).toBe(readFileSync(join(out, 'results.json'), 'utf8'));

  // Deleted it is gone from the screen too, and comes back as it was.
  await page.getByRole('button', { name: 'Delete The book’s search' }).click();
  await expect(page.getByRole('heading', { name: 'No search yet' })).toBeVisible();
  expect(readdirSync(searches).filter((each) => !each.startsWith('.'))).toEqual([]);
  await page.getByRole('button', { name: 'Undo delete' }).click();
  await page.getByRole('button', { name: 'The book’s search', exact: true }).click();
  await expect(count()).toHaveText(new RegExp(`^${TRIALS} of ${TRIALS} trials`));

  const { trials } = JSON.parse(readFileSync(join(searches, name, 'results.json'), 'utf8'));
  await expect(page.getByTestId('trial-accuracy')).toHaveText(`${(trials[0].accuracy * 100).toFixed(2)} %`);
  await page.getByRole('button', { name: 'Train it as a run' }).click();
  await ended(page);
  const state = (await runState(page))?.state;
  expect(state?.validations.at(-1)?.accuracy).toBe(trials[0].accuracy);
});
