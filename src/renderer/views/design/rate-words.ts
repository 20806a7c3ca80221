/** Words of the learning-rate finder. */
export const rateEn = {
  find: 'Find a learning rate',
  again: 'Find it again',
  use: 'Use {{rate}}',
  title: 'Loss at rising learning rates',
  loss: 'Loss',
  smoothed: 'Smoothed loss',
  hint: 'Trains for a moment while the learning rate rises, on a copy: nothing of the design or of a run changes.',
  suggestion: 'Suggested: {{rate}}, {{rule}}.',
  none: 'The loss fell nowhere between {{from}} and {{to}}: look at initial values, scaling and layers first.',
  stale: 'The design or the images have changed since; find it again.',
  same: 'The design has this learning rate already.',
};

export const rateJa: typeof rateEn = {
  find: '学習率を探す',
  again: 'もう一度探す',
  use: '{{rate}} を使う',
  title: '学習率を上げていったときの損失',
  loss: '損失',
  smoothed: '平滑化した損失',
  hint: '学習率を上げながら短く学習します。写しを使うので、設計にも実行にも影響しません。',
  suggestion: '提案：{{rate}}（{{rule}}）。',
  none: '{{from}} から {{to}} の間で損失が下がりませんでした。まず初期値、正規化、層を見直してください。',
  stale: '設計または画像がその後変わりました。もう一度探してください。',
  same: '設計の学習率はもうこの値です。',
};
