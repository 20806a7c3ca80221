import { kasane } from './kasane-cli.mjs';

/** The first app's job on the command line: 60,000 images, 10,000 iterations of 100, learning rate 0.1, one thread. */
export function realJob() {
  const { seconds, result } = kasane('train', '--preset', 'two-layer');
  return {
    'training, s': result.seconds,
    'whole command, s': seconds,
    'images per second': result.imagesPerSecond,
    'test accuracy, %': result.testAccuracy * 100,
  };
}
