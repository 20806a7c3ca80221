/** Words of the Lab's experiments in Japanese. */
export const labExperimentsJa: Record<string, string> = {
  '{0}, layer {1}': '{0}、第 {1} 層',
  'in {0} of {1} layers with an activation the numbers are all nearly alike':
    '活性化のある {1} 層のうち {0} 層で、値がほぼ同じになっています',
  'after five layers of ReLU the numbers deviate by {0} with σ = 0.01, by {1} with Xavier and by {2} with He: only He keeps them spread':
    'ReLU の 5 層の後、値の標準偏差は σ = 0.01 で {0}、Xavier で {1}、He で {2}。広がりを保つのは He だけです',
  'after five layers {0} of the numbers lie at the ends with σ = 1, and {1} with Xavier; with σ = 0.01 they deviate by {2}, with Xavier by {3}':
    '5 層の後、両端に偏る値は σ = 1 で {0}、Xavier で {1}。標準偏差は σ = 0.01 で {2}、Xavier で {3} です',
  'σ = {0} with BatchNorm': 'σ = {0}、BatchNorm あり',
  'σ = {0} without': 'σ = {0}、なし',
  'with BatchNorm {0} of {1} weight scales learn, without it {2} (training accuracy above {3} % in the end)':
    'BatchNorm ありでは {1} 通りの重みの大きさのうち {0} 通り、なしでは {2} 通りで学習が進みます（最後の訓練正解率が {3} % を超える）',
  'trial {0}': '試行 {0}',
  'the five best have learning rates from {0} to {1}, of a range of 0.000001 to 0.01, and weight decays from {2} to {3}, nearly all of it':
    '上位 5 件の学習率は 0.000001〜0.01 のうち {0}〜{1}、荷重減衰は {2}〜{3} とほぼ全域に散らばります',
  'in float16 {0} of {1} images are read otherwise and the accuracy changes by {2} points; in int8 it is {3} images and {4} points':
    'float16 では {1} 枚中 {0} 枚の答えが変わり、正解率は {2} ポイント変化。int8 では {3} 枚、{4} ポイントです',
  'with σ = 0.01 the loss stays at {0}, that of knowing nothing (ln 10 = {1}); Xavier comes down to {2}, He to {3}':
    'σ = 0.01 では損失は {0} のまま、何も知らないときの値（ln 10 = {1}）です。Xavier は {2}、He は {3} まで下がります',
  'two 3×3 see {0} pixels as one 5×5 does, with 18 instead of 25 weights a pair of channels, and get {1} instead of {2}; three see {3} as one 7×7, with 27 instead of 49, and get {4} instead of {5}':
    '3×3 を 2 つ重ねると 5×5 と同じ {0} 画素を、チャンネルの組あたり 25 でなく 18 個の重みで見て、正解率は {2} に対し {1}。3 つ重ねると 7×7 と同じ {3} 画素を 49 でなく 27 個で見て、{5} に対し {4} です',
  'SGD crosses the floor of the valley {0} times, Momentum {1}, AdaGrad {2} and Adam {3} times; they end at heights of {4}':
    'SGD は谷底を {0} 回横切り、Momentum は {1} 回、AdaGrad は {2} 回、Adam は {3} 回。最後の高さは順に {4} です',
  'SGD ends highest, at a loss of {0}; the lowest is {1} with {2}': 'SGD の損失は最も高い {0}、最も低いのは {1} の {2} です',
  'as it is, {0} of its own images are right and {1} of others; the gap of {2} points is {3} with weight decay and {4} with dropout':
    'そのままでは訓練画像の {0}、他の画像の {1} が正解。差 {2} ポイントは荷重減衰で {3}、ドロップアウトで {4} になります',
  '{0}, {1} ± {2} %, stands at place {3} of {4}; it is {5} standard errors above the book’s DeepConvNet, and more than 2 tell it from chance':
    '{0} は {1} ± {2} % で {4} 件中 {3} 位。本の DeepConvNet より標準誤差の {5} 倍上にあり、2 倍を超えれば偶然とは言えません',
  'Optimizer race': '最適化手法の競走',
  'Four optimizers go down the same long valley, x²/20 + y², from the same place and with as many steps.':
    '4 つの最適化手法が、同じ細長い谷 x²/20 + y² を同じ場所から同じ歩数だけ下ります。',
  'SGD swings from wall to wall, for the slope across is ten times that along; the others turn along the valley.':
    '横の傾きが縦の 10 倍あるため SGD は谷の壁から壁へ揺れ、他の手法は谷に沿って曲がります。',
  Steps: '歩数',
  'Learning rate of SGD': 'SGD の学習率',
  'Learning rate of Momentum': 'Momentum の学習率',
  'Learning rate of AdaGrad': 'AdaGrad の学習率',
  'Learning rate of Adam': 'Adam の学習率',
  'Start, x': '出発点 x',
  'Start, y': '出発点 y',
  'Optimizers on MNIST': 'MNIST での最適化手法',
  'The same network of four hidden layers learns MNIST by four optimizers, with the book’s learning rates.':
    '隠れ層 4 つの同じネットワークが、本の学習率で 4 つの手法により MNIST を学びます。',
  'Those that adapt their steps fall fastest; SGD is still far up when they are nearly done.':
    '歩幅を自分で調整する手法ほど速く下がり、それらがほぼ終えるころ SGD はまだ高いところにいます。',
  'Of SGD, Momentum and AdaGrad': 'SGD・Momentum・AdaGrad のもの',
  'Activation distributions': '活性化の分布',
  'A thousand samples go through five layers; each picture shows how the numbers that come out of one layer are spread.':
    '1,000 個のデータを 5 層に通し、各層から出る値の広がりを示します。',
  'Piled up at the ends, gradients vanish; piled up at one place, all units say the same; only a broad spread can learn.':
    '両端に偏れば勾配が消え、一か所に偏ればどのユニットも同じことを言います。広がっていてこそ学べます。',
  Activation: '活性化',
  'Your design': '自分の設計',
  'Initial values on MNIST': 'MNIST での初期値',
  'The same network learns by the same SGD from three kinds of initial weights.':
    '同じネットワークが同じ SGD で、3 通りの重みの初期値から学びます。',
  'With σ = 0.01 nothing comes through four layers and it does not learn at all; He, made for ReLU, learns fastest.':
    'σ = 0.01 では 4 層を何も通らず、まったく学びません。ReLU のための He が最も速く学びます。',
  'Sixteen scales of initial weights, each with and without batch normalisation, on the first thousand images.':
    '16 通りの重みの大きさで、バッチ正規化のある場合とない場合を、最初の 1,000 枚で比べます。',
  'With it nearly every scale learns; without it only those that happen to fit.':
    'あればほとんどの大きさで学び、なければたまたま合うものだけが学びます。',
  Overfitting: '過学習',
  'Six hidden layers learn only three hundred images: as they are, with weight decay, and with dropout.':
    '隠れ層 6 つのネットワークが 300 枚だけを、そのまま・荷重減衰・ドロップアウトで学びます。',
  'As it is, the network knows its images by heart while others gain little; both remedies narrow the gap, and cost training accuracy.':
    'そのままでは訓練画像を丸暗記し、他の画像は伸びません。どちらの対策も差を縮め、代わりに訓練正解率が下がります。',
  'Dropout takes half as many more': 'ドロップアウトはその 1.5 倍',
  'λ: the gradient grows by λW': 'λ: 勾配に λW を加える',
  'Dropout ratio': 'ドロップアウト率',
  'Hyper-parameter search': 'ハイパーパラメータの探索',
  'A hundred networks learn four hundred images with learning rate and weight decay drawn at random, and a hundred others judge them.':
    '学習率と荷重減衰をランダムに選んだ 100 個のネットワークが 400 枚を学び、別の 100 枚で評価されます。',
  'The twenty best are shown, training dashed: they share one range of learning rates, while weight decay hardly matters.':
    '上位 20 件（破線は訓練）を示します。学習率はある範囲にそろい、荷重減衰はほとんど関係しません。',
  '3×3 or 5×5': '3×3 か 5×5 か',
  'One large kernel against several small ones that see just as far, with as many channels.':
    '大きなカーネル一つと、同じ広さを見る小さなカーネルの重ね合わせを、同じチャンネル数で比べます。',
  'Small kernels take fewer weights for the same view, bend more often, and recognise at least as well.':
    '小さなカーネルは少ない重みで同じ範囲を見、非線形も増え、少なくとも同じくらいよく認識します。',
  'Half precision': '半精度',
  'The network that Kasane comes with, its parameters kept in 32, 16 (the inputs as well) and 8 bits, reads the test images.':
    'Kasane に付属するネットワークのパラメータを 32・16（入力も）・8 ビットにして、テスト画像を読ませます。',
  'Sixteen bits change nothing that matters, for the network was trained among noise; even eight cost little.':
    'ノイズの中で学んだネットワークなので 16 ビットでも実質変わらず、8 ビットでもわずかです。',
  Ranking: '順位表',
  'Results that were published for MNIST, and in its place among them the best of yours on the whole test set.':
    'MNIST で発表された結果の中に、テストデータ全体での自分の最良の結果を並べます。',
  'Ten thousand images tell apart only so much: neighbours within two standard errors may as well change places.':
    '1 万枚で見分けられる差には限りがあり、標準誤差の 2 倍以内の隣同士は入れ替わりえます。',
  'Your best': '自分の最良',
  'Test images': 'テスト画像',
  'Training loss, smoothed': '訓練の損失（平滑化）',
  Iteration: '反復',
  Epoch: 'エポック',
  'Training accuracy': '訓練の正解率',
  'With BatchNorm': 'BatchNorm あり',
  Without: 'なし',
  'Nothing against it': '対策なし',
  Accuracy: '正解率',
  'Other images': '他の画像',
  Validation: '検証',
  Training: '訓練',
  'one 5×5': '5×5 一つ',
  'two 3×3': '3×3 二つ',
  'one 7×7': '7×7 一つ',
  'three 3×3': '3×3 三つ',
  'Sees, pixels': '見る範囲、画素',
  Weights: '重み',
  'Accuracy, %': '正解率 %',
  'Parameters in': 'パラメータの形式',
  'Size, kB': '大きさ kB',
  'Read otherwise': '答えの変化',
  'Standard error': '標準誤差',
  Network: 'ネットワーク',
  Source: '出典',
  'Your best run': '自分の最良の実行',
  'Ensemble of simple CNNs': '単純な CNN のアンサンブル',
  'Vote of three CNNs': 'CNN 3 つの多数決',
  'One branching CNN': '分岐する CNN 一つ',
  'Multi-column deep network': '多列の深いネットワーク',
  'Plain CNN, 173,000 parameters': '素の CNN、173,000 パラメータ',
  'The book’s DeepConvNet': '本の DeepConvNet',
  'LeNet-5 variants, the best': 'LeNet-5 の変種、最良',
  'LeNet-5 variants, the plainest': 'LeNet-5 の変種、最も素朴なもの',
  'Efficient-CapsNet, its baseline, 2021': 'Efficient-CapsNet の基準、2021',
};
