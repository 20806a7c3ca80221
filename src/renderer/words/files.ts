/** The words of files of parameters: what was read of one, and what a network is taken away as. */
export const importedEn = {
  title: 'Parameters file',
  empty:
    'Read a trained network: params.json, safetensors, npz, ONNX or PyTorch and Keras archives of Kasane, the book’s .pkl. See what it can do, keep it as a run, train it further.',
  otherDesign: 'The design is another network than the file’s: Train begins with initial values.',
  startsFrom: 'Train goes on from this file.',
  layers: 'Its network: {{layers}}',
  readAs: 'Read as',
  readAsOpen: 'Read as (others come near)',
  recognised: '{{chosen}} was chosen: it reads {{accuracy}} of {{images}} validation images right.',
  claimed: 'The file itself claims {{accuracy}} of its test images.',
};

export const importedJa: typeof importedEn = {
  title: 'パラメータファイル',
  empty:
    '学習済みのネットワーク（params.json、safetensors、npz、Kasane の ONNX・PyTorch・Keras ファイル、本の .pkl）を読み込み、その力を確かめ、実行として保存し、続きから学習できます。',
  otherDesign: '設計がファイルのネットワークと違うため、「学習開始」は初期値から始めます。',
  startsFrom: 'このファイルの続きから学習します。',
  layers: 'ネットワーク：{{layers}}',
  readAs: '読み方',
  readAsOpen: '読み方（近いものがあります）',
  recognised: '{{chosen}} を選びました。検証画像 {{images}} 枚の {{accuracy}} を正しく読みます。',
  claimed: 'ファイル自身の申告ではテスト画像の {{accuracy}} です。',
};

/** A view that cannot be drawn. */
export const brokenEn = {
  title: 'This view cannot be shown',
  text: 'Something in it is not as Kasane expects ({{reason}}). Runs, design and the other views are not touched.',
  retry: 'Try again',
};

export const brokenJa: typeof brokenEn = {
  title: 'この画面を表示できません',
  text: '想定外の内容があります（{{reason}}）。実行、設計、他の画面には影響ありません。',
  retry: 'もう一度表示',
};

export const exportEn = {
  title: 'Export {{name}}',
  format: 'Format',
  network: 'The trained network',
  curves: 'Its curves',
  report: 'A report',
  compared: 'Runs that it is compared with',
  evaluated: 'The test images are evaluated for it where they are at hand. Robustness is in it where Inspect has measured it.',
  checked: 'The file is read again and asked about all test images before it is said to be good.',
  layersUntold:
    'This network is not of dense layers alone, and the file does not tell its layers: it can be read back only where this run or its design is known. Safetensors tells them.',
  beside: 'Other models in the same page',
  besideNone: 'None',
  plain: 'Everything that was measured while it trained.',
  save: 'Save as…',
  cancel: 'Cancel',
};

export const exportJa: typeof exportEn = {
  title: '{{name}} を書き出す',
  format: '形式',
  network: '学習済みのネットワーク',
  curves: '曲線',
  report: 'レポート',
  compared: '比較する実行',
  evaluated: 'テスト画像が手元にあれば評価します。頑健性は「検査」で測ってあれば入ります。',
  checked: '書き出したファイルを読み直し、全テスト画像で確かめてから完了とします。',
  layersUntold:
    'このネットワークは全結合層だけではなく、このファイルには層の構成が入りません。この実行か設計がある環境でしか読み戻せません。safetensors なら構成も入ります。',
  beside: '同じページで並べて予測するほかのモデル',
  besideNone: 'なし',
  plain: '学習中に測ったすべての値です。',
  save: '名前を付けて保存…',
  cancel: 'やめる',
};
