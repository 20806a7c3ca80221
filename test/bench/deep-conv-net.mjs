/** The book's DeepConvNet (chapter 8) with dropout, as layers of a spec. */
const conv = (filters, padding = 'same') => [{ type: 'conv2d', filters, padding, weights: { type: 'he' } }, { type: 'relu' }];
export const deepConvNet = [
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
