/** Japanese for what kinds are called and what they do, keyed by the English they carry. Terms are the book's. */
export const kindsJa: Readonly<Record<string, string>> = {
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
};
