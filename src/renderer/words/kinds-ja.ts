/** Japanese for what kinds are called and what they do, keyed by the English they carry. Terms are the book's. */
export const kindsJa: Readonly<Record<string, string>> = {
  'The book’s search': '本の探索',
  Kind: '種類',
  Dense: '全結合',
  Convolution: '畳み込み',
  'Max pooling': '最大プーリング',
  'Average pooling': '平均プーリング',
  'Global average pooling': '大域平均プーリング',
  'Leaky ReLU': 'Leaky ReLU',
  Sigmoid: 'シグモイド',
  'Batch normalisation': 'バッチ正規化',
  Dropout: 'ドロップアウト',
  Flatten: '平坦化',
  'Residual block': '残差ブロック',
  'One cycle': 'ワンサイクル',
  Constant: '一定',
  Step: '段階的',
  Exponential: '指数',
  Cosine: 'コサイン',
  Zeros: 'ゼロ',
  'Softmax with cross-entropy': 'ソフトマックスと交差エントロピー',
  'Every unit sees every input, with a weight for each, and a bias.':
    'すべてのユニットがすべての入力を見ます。入力ごとに重みがあり、バイアスもあります。',
  'Slides small filters over the image: the same weights look for the same thing everywhere.':
    '小さなフィルタを画像の上で動かします。同じ重みがどこでも同じものを探します。',
  'Keeps the strongest answer of each small window: a smaller image that minds small shifts less.':
    '小さな窓ごとに最も強い反応だけを残します。画像は小さくなり、わずかなずれに強くなります。',
  'Takes the mean of each small window: a smaller, softer image.': '小さな窓ごとに平均をとります。画像は小さく、滑らかになります。',
  'One number a channel: its mean over the whole image. Takes the place of flatten with far fewer weights after it.':
    'チャンネルごとに 1 つの数、画像全体の平均です。平坦化の代わりに使うと、後ろの重みがずっと少なくて済みます。',
  'Lets positive values through and turns negative ones into 0.': '正の値はそのまま通し、負の値を 0 にします。',
  'A ReLU that lets a little of the negative side through, so that no unit dies.':
    '負の側も少しだけ通す ReLU です。ユニットが死滅しません。',
  'A ReLU whose negative side bends smoothly towards −α.': '負の側が −α へ滑らかに曲がる ReLU です。',
  'Weighs each value by how likely a normal one would be smaller: a smooth ReLU.':
    '正規分布の値がそれより小さい確率を各値に掛けます。滑らかな ReLU です。',
  'Weighs each value by its own sigmoid: a smooth ReLU with a dip below 0.':
    '各値に自身のシグモイドを掛けます。0 の下に少しくぼむ滑らかな ReLU です。',
  'Squeezes every value smoothly between 0 and 1.': 'すべての値を 0 と 1 の間へ滑らかに押し込めます。',
  'Squeezes every value smoothly between −1 and 1.': 'すべての値を −1 と 1 の間へ滑らかに押し込めます。',
  'Brings each feature or channel of a batch to a learnt mean and spread, so that deep networks learn faster.':
    'バッチの特徴またはチャンネルごとに、平均と広がりを学習された値にそろえます。深いネットワークが速く学習します。',
  'Silences units at random while training, so that no unit relies on another; does nothing when asked.':
    '学習中にユニットを無作為に黙らせ、互いに頼りすぎないようにします。推論のときは何もしません。',
  'Lays an image out as one long vector. Dense layers do so by themselves; the card makes it visible.':
    '画像を 1 本の長いベクトルに並べます。全結合層は自動でそうしますが、カードにすると見えます。',
  'Adds what its layers compute to what came in, so that deep stacks learn as easily as shallow ones.':
    '中の層の計算結果を入力に足します。深く重ねても浅いものと同じように学習できます。',
  'Steps straight down the gradient of the current batch.': '今のバッチの勾配に沿ってまっすぐ下ります。',
  'Rolls like a ball: steps gather speed where gradients agree and cancel where they sway.':
    'ボールのように転がります。勾配の向きがそろえば速くなり、揺れれば打ち消し合います。',
  'Momentum that looks ahead: the step is corrected by the gradient of where the ball is about to be.':
    '先を見るモーメンタムです。ボールがこれから行く場所の勾配で歩みを直します。',
  'Gives each weight its own step, which shrinks with all the gradients it has seen.':
    '重みごとに歩幅をもち、これまでの勾配すべてに応じて縮みます。',
  'AdaGrad that forgets: steps follow the gradients of late, so they do not shrink for ever.':
    '忘れる AdaGrad です。最近の勾配に従うので、歩幅が縮み続けません。',
  'Momentum and a step of its own for each weight, both corrected for their start at 0.':
    'モーメンタムと重みごとの歩幅を合わせ、どちらも 0 から始まる偏りを補正します。',
  'Adam whose weight decay shrinks the weights directly instead of going through the gradient’s scaling.':
    '重み減衰が勾配の調整を通らず、直接重みを縮める Adam です。',
  'The same learning rate from the first iteration to the last.': '最初から最後まで同じ学習率です。',
  'Cuts the learning rate every few epochs.': '数エポックごとに学習率を下げます。',
  'Cuts the learning rate a little after every epoch.': '1 エポックごとに学習率を少し下げます。',
  'Falls along half a cosine: slowly, then fast, then slowly again.': 'コサインの半分に沿って、ゆっくり、速く、またゆっくり下がります。',
  'Rises to the full learning rate, then falls to almost nothing: high accuracy in few epochs.':
    '最大の学習率まで上がり、ほとんど 0 まで下がります。少ないエポックで高い精度になります。',
  'Random values around 0 with one standard deviation for every layer.': '0 のまわりの乱数。どの層も同じ標準偏差です。',
  'Keeps the spread of activations from layer to layer where the activation is nearly linear: sigmoid, tanh.':
    'シグモイドや tanh のように 0 付近でほぼ線形な活性化で、層から層へ広がりを保ちます。',
  'Twice Xavier’s variance, which makes up for the half that ReLU sets to 0.': 'Xavier の 2 倍の分散で、ReLU が 0 にする半分を補います。',
  'Every value 0: right for biases, useless for weights, whose units would all stay equal.':
    'すべて 0。バイアスには適しますが、重みではユニットがみな同じままになります。',
  'Turns the outputs into probabilities and asks for a high one of the true digit.':
    '出力を確率に変え、正解の数字の確率が高くなるよう求めます。',
  Augmentation: 'データ拡張',
  'Changes training images at random, each time in another way; nothing else sees it':
    '訓練画像を毎回違うようにランダムに変えます。検証とテストには使いません',
  Shift: '移動',
  'Moves the digit sideways and up or down.': '数字を上下左右にずらします。',
  Range: '範囲',
  'The furthest, in each direction': 'それぞれの方向の最大',
  Rotation: '回転',
  'Turns the digit about the centre of the image.': '画像の中心のまわりに数字を回します。',
  'The furthest, to either side': '両側への最大',
  '°': '°',
  Scale: '拡大縮小',
  'Makes the digit larger or smaller; height and width may differ in it.': '数字を大きく、または小さくします。縦と横で変えられます。',
  'The largest share it grows or shrinks by': '大きさの変化の最大の割合',
  Stretch: '伸縮',
  's: the largest share by which its width changes alone': 's: 幅だけの変化の最大の割合',
  Shear: '傾け',
  'Leans the digit to one side, as slanted writing does.': '斜めに書いた字のように数字を傾けます。',
  'The furthest lean, to either side': '両側への最大の傾き',
  'Elastic distortion': '弾性変形',
  'Bends the strokes smoothly, as a hand does that never writes a digit twice alike.':
    '同じ字を二度と書かない手のように、線をなめらかに曲げます。',
  'The furthest that a knot moves': '節点の最大の移動',
  'Knot spacing': '節点の間隔',
  'Between knots; more is smoother': '節点の間。大きいほどなめらか',
  'Stroke thickness': '線の太さ',
  'Makes strokes bolder or finer, as another pen would.': '別のペンのように線を太く、または細くします。',
  '1 adds or takes a whole pixel on each side': '1 で両側に 1 画素ぶん太く・細く',
  Noise: 'ノイズ',
  'Adds grain to every pixel, paper and ink alike.': 'すべての画素にざらつきを加えます。',
  'The largest standard deviation; 1 is full ink': '最大の標準偏差。1 が最も濃いインク',
  Erasing: '消去',
  'Blanks out a rectangle somewhere, so that no single part of a digit decides.':
    'どこかの長方形を消し、数字の一部だけで決まらないようにします。',
  'The largest share of a side': '辺に対する最大の割合',
  Probability: '確率',
  'Share of the images that are changed': '変える画像の割合',
  Random: 'ランダム',
  'Draws the values of every trial at random: better than a grid where only some settings matter.':
    '試行ごとに値をランダムに選びます。効く設定が一部だけならグリッドより優れます。',
  Grid: 'グリッド',
  'Tries every combination, in order, up to the number of trials.': 'すべての組み合わせを順に、試行の数まで試します。',
  'Successive halving': '逐次半減',
  'Begins all trials with few epochs and trains only the best ones on: many more trials in the same time.':
    '短いエポックで始め、良いものだけを続けます。同じ時間でずっと多く試せます。',
  'First rung': '最初の段',
  'r: how long every trial trains': 'r: すべての試行が学習する長さ',
  'Halving factor': '半減の係数',
  'η: one of so many goes on, so many times as long': 'η: 何件に 1 件が、その何倍の長さ続くか',
  Trials: '試行の数',
  'The most that are made; a grid ends with its last point': '最大の数。グリッドは最後の点で終わります',
  'Seed of the search': '探索のシード',
  'The same seed draws the same trials': '同じシードなら同じ試行になります',
  Optimizer: '最適化手法',
  Schedule: '学習率の変化',
  Epochs: 'エポック',
  Iterations: '反復',
  On: 'オン',
  Off: 'オフ',
  px: 'px',
  'At once': '同時に',
  'At most; what goes on is decided without the last so many, the same on any number of cores':
    '最大数。直近のこの数を見ずに続ける試行を決めるので、コア数によらず同じ結果になります',
};
