/** The words of what is seen of a run's layers: their health, and the same as a table. */

export const healthEn = {
  title: 'Layer health',
  empty: 'Once training begins, this shows what comes out of each layer.',
  none: 'This run kept no look inside: it was too short, or an older version trained it.',
  dead: '{{share}} dead',
  saturated: '{{share}} flat',
  update: 'step {{ratio}}',
  updateHelp: 'How far one step moves the weights, as a share of their size; about 1e-3 is usual',
  histogram: '{{name}}: from {{low}} to {{high}}, mean {{mean}}, standard deviation {{deviation}}',
  note: 'Outputs for {{images}} images ({{set}}) at iteration {{iteration}}; zeros of ReLU are left out of the bars. Step: how far one step moves the weights.',
};

export const healthTableEn = {
  layer: 'Layer',
  range: 'Outputs',
  mean: 'Mean',
  deviation: 'Deviation',
  most: 'Most of them',
  dead: 'Dead',
  saturated: 'Saturated',
  update: 'Step',
};

export const healthJa: typeof healthEn = {
  title: '層の健康状態',
  empty: '学習が始まると、各層の出力がここに表示されます。',
  none: 'この実行には層の状態の記録がありません。短すぎたか、古い版で学習したものです。',
  dead: '死滅 {{share}}',
  saturated: '飽和 {{share}}',
  update: '更新 {{ratio}}',
  updateHelp: '1 回の更新で重みが動く割合。ふつうは 1e-3 程度',
  histogram: '{{name}}：{{low}} から {{high}}、平均 {{mean}}、標準偏差 {{deviation}}',
  note: '反復 {{iteration}} での {{images}} 枚（{{set}}）に対する出力。ReLU の 0 は棒に含みません。更新：1 回の更新で重みが動く割合。',
};

export const healthTableJa: typeof healthTableEn = {
  layer: '層',
  range: '出力',
  mean: '平均',
  deviation: '標準偏差',
  most: '最も多い範囲',
  dead: '死滅',
  saturated: '飽和',
  update: '更新',
};
