import { latencies } from './pad-latency.mjs';
import { withStudio } from './studio.mjs';

const share = (values, part) => values.toSorted((a, b) => a - b)[Math.floor(values.length * part)];

/** From a pointer's event until the bars stand, and are painted, with DeepConvNet; the pen is moved at every frame. */
export const studioDraw = () =>
  withStudio(async ({ page }) => {
    await page.getByText('MNIST (original)').waitFor();
    const spec = {
      version: 1,
      name: 'DeepConvNet',
      data: { limit: 1000, validation: 0 },
      network: { layers: deepConvNet },
      training: { batchSize: 100, duration: { unit: 'iterations', count: 10 } },
    };
    await page.evaluate((input) => window.kasane.requests.startTraining(input), { spec, from: 'initial' });
    await page
      .getByRole('contentinfo')
      .getByText(/^Finished/)
      .waitFor();
    await page.keyboard.press('4');
    const { standing, painted } = await latencies(page);
    return {
      'pointer to bars, median, ms': share(standing, 0.5),
      'pointer to bars, 95th percentile, ms': share(standing, 0.95),
      'pointer to bars painted, median, ms': share(painted, 0.5),
      'pointer to bars painted, 95th percentile, ms': share(painted, 0.95),
    };
  });

const conv = (filters, padding = 'same') => [{ type: 'conv2d', filters, padding, weights: { type: 'he' } }, { type: 'relu' }];
const deepConvNet = [
  ...conv(16),
  ...conv(16),
  { type: 'max-pool' },
  ...conv(32),
  ...conv(32, { top: 2, right: 2, bottom: 2, left: 2 }),
  { type: 'max-pool' },
  ...conv(64),
  ...conv(64),
  { type: 'max-pool' },
  { type: 'affine', units: 50, weights: { type: 'he' } },
  { type: 'relu' },
  { type: 'dropout' },
  { type: 'affine', units: 10, weights: { type: 'he' } },
  { type: 'dropout' },
];
