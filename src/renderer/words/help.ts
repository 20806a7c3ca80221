/** What Kasane says of itself. */
export const helpEn = {
  title: 'Help',
  steps: 'First steps',
  step: {
    design: 'Design: start from a preset, or stack layers yourself. Every mistake is shown on its card, with a fix.',
    train: 'Press Train and watch loss and accuracy. Pause, change the learning rate, resume: each change is marked in the curves.',
    look: 'Inspect what the model gets wrong: the confusion matrix filters the images, and each image opens.',
    draw: 'Draw a digit of your own or open a picture, and see what the model makes of it.',
    take: 'Compare runs, search for better settings, repeat the book’s experiments in the Lab, and export the model.',
  },
  views: 'The views',
  view: {
    design: 'Layers, optimizer, data and training settings',
    train: 'Curves, layer health, hints, hardest images',
    inspect: 'Accuracy, confusion matrix, misclassified images, saliency, 2-D map',
    draw: 'Draw a digit or open a picture; predictions while you draw',
    runs: 'Every run, side by side; hyper-parameter search',
    lab: 'The book’s experiments, live',
  },
  shortcuts: 'Keyboard shortcuts',
};

export const helpJa: typeof helpEn = {
  title: 'ヘルプ',
  steps: '最初の手順',
  step: {
    design: '設計：プリセットから始めるか、自分で層を積み重ねます。誤りはその層のカードに直し方と一緒に表示されます。',
    train: '「学習開始」を押し、損失と精度を見ます。一時停止して学習率を変え、再開できます。変更は曲線に記録されます。',
    look: '検査：モデルの誤りを調べます。混同行列で画像を絞り込み、画像を開いて詳しく見られます。',
    draw: '手書き：自分の数字を描くか画像を開き、モデルの予測を確認します。',
    take: '実行を比べ、よりよい設定を探索し、実験で本の図を再現し、モデルを書き出します。',
  },
  views: '画面',
  view: {
    design: '層、最適化手法、データ、学習の設定',
    train: '曲線、層の健康状態、ヒント、難しい画像',
    inspect: '精度、混同行列、誤った画像、顕著性、2 次元の地図',
    draw: '数字を描くか画像を開く。描きながら予測',
    runs: 'すべての実行の比較、ハイパーパラメータの探索',
    lab: '本の実験をその場で',
  },
  shortcuts: 'キーボードショートカット',
};

export const aboutEn = {
  title: 'About Kasane',
  text: 'A studio to design, train, inspect and take away networks that recognise small images. Everything stays on this machine.',
  fact: {
    version: 'Version',
    licence: 'Licence',
    folder: 'Your files',
    processor: 'Processor',
    engine: 'Engine',
    electron: 'Electron',
    chromium: 'Chromium',
    v8: 'V8',
    node: 'Node.js',
  },
};

export const aboutJa: typeof aboutEn = {
  title: 'Kasane について',
  text: '小さな画像を認識するネットワークを設計し、学習し、検査し、持ち出すためのスタジオです。データはすべてこのマシンの中にとどまります。',
  fact: {
    version: 'バージョン',
    licence: 'ライセンス',
    folder: 'ファイルの場所',
    processor: 'プロセッサ',
    engine: 'エンジン',
    electron: 'Electron',
    chromium: 'Chromium',
    v8: 'V8',
    node: 'Node.js',
  },
};
