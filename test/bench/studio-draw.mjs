import { deepConvNet } from './deep-conv-net.mjs';
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
