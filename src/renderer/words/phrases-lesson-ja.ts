/** What is wrong with lessons and hand-ins, in Japanese. */
export const lessonPhrasesJa: Readonly<Record<string, string>> = {
  '{0}: is no JSON ({1})': '{0}: JSON ではありません（{1}）',
  '{0}: is nothing that was handed in; the student makes it by “Hand in” at the end of a lesson':
    '{0}: 提出ファイルではありません。学生がレッスンの最後の「提出」で作ります',
  '{0}: is no lesson of Kasane; it begins with {1}': '{0}: Kasane のレッスンではありません。{1} で始まります',
  '{0}: tasks[{1}].check: {2} is none of {3}': '{0}: tasks[{1}].check: {2} は {3} のどれでもありません',
  '{0}: is no lesson here; open its file': '{0}: そのレッスンはありません。ファイルを開いてください',
  '{0}: is no task of {1}': '{0}: {1} の課題ではありません',
  '{0}: {1} is the id of a lesson of Kasane’s own; give yours another':
    '{0}: {1} は Kasane に付属するレッスンの id です。別の id にしてください',
  'it began with trained parameters, which are not handed in': '学習済みのパラメータから始めていて、それは提出されていません',
  'it was trained on drawings too, which are not handed in': '描画も使って学習していて、それは提出されていません',
  'its data are not those in use; open them, or give them by --data':
    '使っているデータと違います。そのデータを開くか、--data で指定してください',
  '{0}: {1}: is told of as two runs; ask for another file': '{0}: {1}: 2 つの実行として書かれています。別のファイルをもらってください',
  '{0}: {1}: cannot have been changed so at iteration {2}; ask for another file':
    '{0}: {1}: イテレーション {2} でこのような変更はできません。別のファイルをもらってください',
  '{0}: {1} was handed in, {2} is right': '{0}: 提出は {1}、正しくは {2}',
  'its data are not what is told of them': 'データが提出の記述と違います',
  'test accuracy': 'テスト精度',
  'training accuracy': '訓練精度',
  mistakes: '間違い',
  parameters: 'パラメータ',
  'no checksum of its parameters was handed in': 'パラメータのチェックサムが提出されていません',
};
