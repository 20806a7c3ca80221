/** Words of the Lab's experiments in Japanese. */
export const labExperimentsJa: Record<string, string> = {
  '{0}, layer {1}': '{0}、第 {1} 層',
  'after five layers {0} of the numbers lie at the ends with σ = 1, and {1} with Xavier; with σ = 0.01 they deviate by {2}, with Xavier by {3}':
    '5 層の後、両端に偏る値は σ = 1 で {0}、Xavier で {1}。標準偏差は σ = 0.01 で {2}、Xavier で {3} です',
  'σ = {0} with BatchNorm': 'σ = {0}、BatchNorm あり',
  'σ = {0} without': 'σ = {0}、なし',
  'trial {0}': '試行 {0}',
  'in float16 {0} of {1} images are read otherwise and the accuracy changes by {2} points; in int8 it is {3} images and {4} points':
    'float16 では {1} 枚中 {0} 枚の答えが変わり、正解率は {2} ポイント変化。int8 では {3} 枚、{4} ポイントです',
  'SGD crosses the floor of the valley {0} times, Momentum {1}, AdaGrad {2} and Adam {3} times; they end at heights of {4}':
    'SGD は谷底を {0} 回横切り、Momentum は {1} 回、AdaGrad は {2} 回、Adam は {3} 回。最後の高さは順に {4} です',
  'Optimizer race': '最適化手法の競走',
  'Four optimizers go down the same long valley, x²/20 + y², from the same place and with as many steps.':
    '4 つの最適化手法が、同じ細長い谷 x²/20 + y² を同じ場所から同じ歩数だけ下ります。',
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
  'Of SGD, Momentum and AdaGrad': 'SGD・Momentum・AdaGrad のもの',
  'Activation distributions': '活性化の分布',
  'A thousand samples go through five layers; each picture shows how the numbers that come out of one layer are spread.':
    '1,000 個のデータを 5 層に通し、各層から出る値の広がりを示します。',
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
  'Half precision': '半精度',
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
  'after five layers of ReLU the numbers deviate by {0} with σ = 0.01, by {1} with Xavier and by {2} with He':
    'ReLU の 5 層の後、値の標準偏差は σ = 0.01 で {0}、Xavier で {1}、He で {2} です',
  'after five layers of ReLU the numbers are all but gone with σ = 0.01 (deviating by less than 0.001), and deviate by more than 0.3 with He, more than with Xavier':
    'ReLU の 5 層の後、σ = 0.01 では値がほぼ消え（標準偏差 0.001 未満）、He では 0.3 を超え、Xavier より大きい',
  'after five layers more than 60 % of the numbers lie at the ends with σ = 1 and less than half as many with Xavier; with σ = 0.01 they deviate by less than 0.05, with Xavier at least twice as much':
    '5 層の後、σ = 1 では 60 % を超える値が両端に偏り、Xavier ではその半分未満。標準偏差は σ = 0.01 で 0.05 未満、Xavier ではその 2 倍以上',
  'in every layer with an activation the numbers deviate at least a {0}th and at most {1} times as much as in the first':
    '活性化のあるどの層でも、値の標準偏差が最初の層の {0} 分の 1 以上、{1} 倍以下',
  'in the first of {0} layers with an activation the numbers deviate by {1}, in the others by {2} to {3}':
    '活性化のある {0} 層のうち最初の層の標準偏差は {1}、他の層では {2}〜{3} です',
  'with BatchNorm at least 12 of {0} weight scales learn, that is, read more than {1} % of the training images in the end, and at least twice as many as without it':
    'BatchNorm ありで {0} 通りのうち 12 通り以上が学び（最後に訓練画像の {1} % を超えて正解）、なしの 2 倍以上',
  'with BatchNorm {0} of {1} weight scales learn, without it {2}':
    'BatchNorm ありでは {1} 通りの重みの大きさのうち {0} 通り、なしでは {2} 通りで学習が進みます',
  'the accuracy follows the learning rate (rank correlation above 0.5) and weight decay no more than chance would have it (within two standard errors of 0)':
    '正解率が学習率に従い（順位相関 0.5 超）、荷重減衰とは偶然以上の関係がない（0 から標準誤差の 2 倍以内）',
  'the twenty best have learning rates from {0} to {1}, of a range of 0.000001 to 0.01; the rank correlation of the accuracy is {2} with the learning rate and {3} ± {4} with weight decay':
    '上位 20 件の学習率は 0.000001〜0.01 のうち {0}〜{1}。正解率との順位相関は学習率で {2}、荷重減衰で {3} ± {4} です',
  'with σ = 0.01 the loss ends within 0.05 of {0} (ln 10, that of knowing nothing), with Xavier below half of it, with He lower still':
    '最後の損失が σ = 0.01 では {0}（ln 10、何も知らないときの値）から 0.05 以内、Xavier ではその半分未満、He ではさらに低い',
  'mean loss of the last 50 iterations: {0} with σ = 0.01, {1} with Xavier, {2} with He':
    '最後の 50 イテレーションの平均損失は σ = 0.01 で {0}、Xavier で {1}、He で {2} です',
  'stacked 3×3 see as far as one large kernel with 18 instead of 25 and 27 instead of 49 weights a pair of channels, and read at most {0} points fewer of the images, two standard errors of the difference':
    '重ねた 3×3 が、チャンネルの組あたり 25 でなく 18、49 でなく 27 個の重みで大きなカーネル一つと同じ範囲を見て、正解率の低下が {0} ポイント（差の標準誤差の 2 倍）以内',
  'two 3×3 see {0}×{1} pixels as one 5×5 does and read {2} instead of {3}; three see {4}×{5} as one 7×7 does and read {6} instead of {7}':
    '3×3 を 2 つ重ねると 5×5 一つと同じ {0}×{1} 画素を見て正解率 {2}（5×5 は {3}）。3 つ重ねると 7×7 一つと同じ {4}×{5} 画素を見て {6}（7×7 は {7}）です',
  'every other optimizer ends at less than four fifths of SGD’s loss': '他のどの手法も、最後の損失が SGD の 5 分の 4 未満',
  'mean loss of the last 50 iterations: SGD {0}, Momentum {1}, AdaGrad {2}, Adam {3}':
    '最後の 50 イテレーションの平均損失は SGD {0}、Momentum {1}、AdaGrad {2}、Adam {3} です',
  'SGD crosses the floor of the valley at least twice as often as any other, and all end less than half as high as they began':
    'SGD が谷底を横切る回数が他のどの手法の 2 倍以上で、どれも最後の高さが最初の半分未満',
  'in float16 the accuracy changes by 0.05 points at most and one image in a hundred is read otherwise, in int8 it falls by half a point at most':
    'float16 では正解率の変化が 0.05 ポイント以内、答えが変わる画像が 100 枚に 1 枚以内。int8 では低下が 0.5 ポイント以内',
  '{0}, seed {1}': '{0}、シード {1}',
  'as it is, it reads more than 98 % of its own images and 15 points fewer of others; weight decay narrows that gap from seed to seed more surely than chance would in one of twenty times; with either remedy it reads fewer of its own, and at most 10 points fewer of others':
    'そのままでは訓練画像の 98 % を超えて正解し、他の画像では 15 ポイント以上低い。荷重減衰がその差を縮め、それがシードの偶然で起こるのは 20 回に 1 回未満。どちらの対策でも訓練画像の正解は減り、他の画像の低下は 10 ポイント以内',
  'as it is, {0} of its own images are right and {1} of others; weight decay narrows the gap by {2} points and reads {3} of others, dropout by {4} points and reads {5}':
    'そのままでは訓練画像の {0}、他の画像の {1} が正解。荷重減衰は差を {2} ポイント縮め他の画像の正解は {3}、ドロップアウトは {4} ポイント縮め {5} です',
  '{0} standard errors below': '標準誤差の {0} 倍下',
  '{0} standard errors above': '標準誤差の {0} 倍上',
  'it reads more than the book’s DeepConvNet by more than two standard errors of the difference, so that it is no chance':
    '本の DeepConvNet より差の標準誤差の 2 倍を超えて多く正解し、偶然とは言えない',
  '{0}, {1} ± {2} %, stands at place {3} of {4}, {5} the book’s DeepConvNet':
    '{0} は {1} ± {2} % で {4} 件中 {3} 位、本の DeepConvNet より{5}です',
  'Sees, pixels a side': '見る範囲の一辺、画素',
  Seeds: 'シードの数',
  'The claim is about their means': '主張はその平均についてです',
  'SGD swings from wall to wall, for the valley is twenty times as steep across as along it; the others turn and follow it.':
    '谷を横切る向きは谷に沿う向きの 20 倍も急なので、SGD は壁から壁へ揺れ、他の手法は向きを変えて谷に沿います。',
  'The other three fall faster than SGD, which is still far up when they are nearly done.':
    '他の 3 つは SGD より速く下がり、それらがほぼ終えるころ SGD はまだ高いところにいます。',
  'Sigmoid and tanh pile up at their ends where weights are large, so that gradients vanish; at one place where they are small, so that all units say the same; only a broad spread can learn.':
    'シグモイドと Tanh は重みが大きいと両端に偏って勾配が消え、小さいと一か所に集まってどのユニットも同じことを言います。広がっていてこそ学べます。',
  'Six hidden layers learn only three hundred images: as they are, with weight decay, and with dropout, each from several seeds.':
    '隠れ層 6 つのネットワークが 300 枚だけを学びます。対策なし、荷重減衰、ドロップアウトを、それぞれ複数のシードで比べます。',
  'As it is, the network knows its images by heart while others gain little; weight decay narrows the gap, dropout less surely, and both cost accuracy on others too.':
    '対策なしでは訓練画像を丸暗記し、他の画像にはあまり効きません。荷重減衰は差を縮め、ドロップアウトはそれほど確実ではなく、どちらも他の画像の正解率を下げます。',
  'Small kernels take fewer weights for the same view, bend more often, and recognise about as well.':
    '小さなカーネルは少ない重みで同じ範囲を見、非線形も増え、ほぼ同じくらいよく認識します。',
  'The network that Kasane comes with reads the test images with its parameters rounded to 32, 16 (the inputs as well) and 8 bits; it calculates in 32.':
    'Kasane に付属するネットワークが、パラメータを 32・16（入力も）・8 ビットに丸めてテスト画像を読みます。計算は 32 ビットです。',
  overflowed: '桁あふれ',
  'no number any more': 'もはや数でない値',
};
