/**
 * Japanese for the words that kinds, settings and presets carry themselves, keyed by the English they stand for, since
 * those are shared with processes that know no translations. A test compares this list with them.
 */
export const sharedJa: Readonly<Record<string, string>> = {
  'Two-layer': '2 層',
  'How far one hidden layer gets: the network of the first app and of the book, about 97 %.':
    '隠れ層ひとつでどこまで行けるか。最初のアプリと本のネットワークで、約 97 % になります。',
  'Training images': '訓練画像',
  'The first so many images of the training files; 0 takes all': '訓練ファイルの先頭から使う枚数。0 で全部',
  'Validation images': '検証画像',
  'Held back from training to watch progress on': '学習に使わず、進み具合を見るために取り分ける枚数',
  Scaling: '正規化',
  '0 to 1': '0 〜 1',
  'mean 0, deviation 1': '平均 0・標準偏差 1',
  'Batch size': 'バッチサイズ',
  images: '枚',
  'Images behind each step': '1 回の更新に使う枚数',
  Length: '長さ',
  Batches: 'バッチの選び方',
  'Random, with replacement': '無作為（重複あり）',
  'Shuffled epochs': 'エポックごとにシャッフル',
  Seed: 'シード',
  'The same seed gives the same run, bit for bit': '同じシードなら 1 ビットも違わない同じ学習になります',
  'Learning rate': '学習率',
  'How far one step goes along the gradient': '勾配に沿って 1 回に進む大きさ',
  Units: 'ユニット数',
  'Initial weights': '重みの初期値',
  'Standard deviation': '標準偏差',
};
