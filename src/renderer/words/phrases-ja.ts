/** Japanese for the phrases of shared code: problems, remedies, warnings and hints, keyed by their English templates. */
export const phrasesJa: Readonly<Record<string, string>> = {
  'KASANE_THREADS: "{0}" is no whole number from 1 to {1}': 'KASANE_THREADS: "{0}" は 1 から {1} までの整数ではありません',
  // Designs that cannot be trained, and what can be done about them.
  'Layer {0}: {1}': '第 {0} 層：{1}',
  'needs an image and gets {0} numbers; put it before flatten and dense layers':
    '画像が必要ですが、入力は {0} 個の数です。平坦化や全結合層より前に置いてください',
  '{0} is larger than its input {1}×{2}; use at most {3} or add padding':
    '{0} は入力 {1}×{2} より大きすぎます。{3} 以下にするかパディングを加えてください',
  'they give {0}, their input is {1}; let them keep or evenly divide height and width':
    '出力が {0}、入力が {1} です。高さと幅を保つか、割り切れるようにしてください',
  'they give {0}, their input is {1}; switch the projection on or keep the shape':
    '出力が {0}、入力が {1} です。射影を使うか、形を保ってください',
  'there is no layer at work; end with a dense layer of {0} units':
    '働いている層がありません。最後に {0} ユニットの全結合層を置いてください',
  '{0} does not fit the images; use {1}': '{0} は画像に合いません。{1} にしてください',
  '{0} leaves nothing of {1} images to train on; use at most {2}':
    '{0} では {1} 枚のうち学習に使う画像が残りません。{2} 以下にしてください',
  '{0} is more than the {1} training images; use at most {2}': '{0} は訓練画像 {1} 枚より多すぎます。{2} 以下にしてください',
  '{0} goes by validation images, of which there are none; hold images back (data.validation) or use {1}':
    '{0} には検証画像が必要ですが、ありません。検証画像 (data.validation) を取り分けるか {1} にしてください',
  'Use {0}': '{0} にする',
  'Use {0} units': '{0} ユニットにする',
  'Add padding {0}': 'パディング {0} を加える',
  'Move it before {0}': '{0}の前へ移す',
  'Move it behind {0}': '{0}の後ろへ移す',
  'Switch it off': 'オフにする',
  'Switch the projection on': '射影を使う',
  'Add a dense layer of {0} units': '{0} ユニットの全結合層を加える',
  'Hold back {0} images': '{0} 枚を取り分ける',
  'Never stop early': '早期終了しない',
  'Keep the last': '最後のものを残す',
  'where the loss falls the fastest, though at most a third of where it is lowest':
    '損失が最も速く下がるところ。ただし損失が最小になる学習率の 3 分の 1 まで',
  '{0} to {1}: give --from above 0 and --to above it': '{0} から {1}：--from は 0 より大きく、--to はそれより大きくしてください',
  '{0}: is too few to see how the loss falls; give at least 10': '{0}：損失の下がり方を見るには少なすぎます。10 以上にしてください',
  '{0}: is no setting of this design; there are {1}': '{0}：この設計にその設定はありません。あるのは {1} です',
  '{0} branches': '枝 {0} 本',
  'they give {0}, which cannot be joined along the channels; let all give the same height and width':
    '枝の出力が {0} で、チャンネル方向につなげません。どれも同じ高さと幅にしてください',
  'Keep height and width in all of them': 'どの枝でも高さと幅を保つ',
  'a group of runs is being trained; stop it before starting another': '複数シードの学習中です。停止してから始めてください',
  '{0}: there is no such group of runs': '{0}：そのグループはありません',
  'lays an image out as a vector within it; this format has no equal, put the flatten layer behind the block':
    '中で画像をベクトルに並べています。この形式では表せません。平坦化をブロックの後ろに置いてください',
  'dx = Σ dFᵢ': 'dx = Σ dFᵢ',
  'decides which parameters are averaged': 'どのパラメータを平均するかを決めるため',
  'it never begins: the run is shorter than an epoch; train longer or do without an average':
    '始まりません。学習が 1 エポックより短いためです。もっと長く学習するか、平均を取らないでください',
  'Do without an average': '平均を取らない',
  'Average them': '平均を取る',
  '"averaged" needs an average, and none is kept; choose one (training.averaging) or keep the last':
    '"averaged" には平均が必要ですが、取っていません。平均 (training.averaging) を選ぶか、最後のものを残してください',
  'Begin at epoch {0}': '{0} エポックから始める',
  'it never begins: the run has {0} whole epochs; use at most {1}':
    '始まりません。この学習は全部で {0} エポックです。{1} 以下にしてください',
  'Remove it': '取り除く',
  // Warnings.
  'no activation stands between {0} and the next {1}: together they can do no more than one of them':
    '{0}と次の{1}の間に活性化関数がありません。2 つ合わせても 1 つ分のことしかできません',
  'Put a ReLU between them': '間に ReLU を置く',
  '{0} stands before softmax, which wants the scores as they are':
    '{0}がソフトマックスの前にあります。ソフトマックスにはスコアをそのまま渡します',
  'all its weights begin as 0, so that its units learn the same and stay the same':
    '重みがすべて 0 から始まるため、ユニットが同じことを学び、同じままになります',
  'Use He': 'He にする',
  'Use {0} in all of them': 'すべて {0} にする',
  '{0} after {1}’s initial values; {2}’s suit it': '{1} の初期値の後に{0}があります。{2} の初期値が適しています',
  '{0} of {1} layers begin with a fixed standard deviation: in a network this deep signals fade or grow from layer to layer':
    '{1} 層のうち {0} 層が固定の標準偏差で始まります。これほど深いと、信号が層ごとに消えたり膨らんだりします',
  '{0} before {1}: the spread it learns while training is not the one it meets later':
    '{1}の前に{0}があります。学習中に覚える広がりが、後で出会うものと違ってしまいます',
  'a learning rate of {0} is very large for {1}; {2} is usual': '学習率 {0} は {1} には大きすぎます。ふつうは {2} です',
  'a learning rate of {0} is very small for {1}; {2} is usual': '学習率 {0} は {1} には小さすぎます。ふつうは {2} です',
  // Hints about a run.
  '{0} of layer {1} ({2}) never fires. A smaller learning rate keeps more alive; He’s initial values or a leaky ReLU help from the start.':
    '第 {1} 層（{2}）の {0} が一度も発火しません。学習率を下げると生き残りが増えます。最初から He の初期値や Leaky ReLU を使うのも有効です。',
  '{0} of what layer {1} ({2}) gives lies where its activation is flat: little gradient comes through. Xavier’s initial values, batch normalisation or a smaller learning rate help.':
    '第 {1} 層（{2}）の出力の {0} が活性化関数の平らな部分にあり、勾配がほとんど通りません。Xavier の初期値、バッチ正規化、小さな学習率が有効です。',
  'One step moves the weights of layer {0} ({1}) by {2}; about 0.1 % is usual. The learning rate is likely too large.':
    '1 回の更新で第 {0} 層（{1}）の重みが {2} 動きます。ふつうは 0.1 % ほどです。学習率が大きすぎるようです。',
  'One step moves no layer’s weights by more than 0.001 %. The learning rate is likely too small.':
    'どの層の重みも 1 回の更新で 0.001 % も動きません。学習率が小さすぎるようです。',
  'After {0} iterations the loss is still that of guessing. Look at the initial values and the activations; another learning rate may help.':
    '{0} 回更新しても損失が当てずっぽうと変わりません。初期値と活性化関数を見直してください。学習率を変えるのも有効です。',
  'The loss has risen from {0} to {1}. The learning rate is likely too large.':
    '損失が {0} から {1} へ上がりました。学習率が大きすぎるようです。',
  'Training reads {0} right, validation {1}, and its loss rises: the network learns its images by heart. Weight decay, dropout or more images help.':
    '訓練の精度は {0}、検証は {1} で、検証損失が上がっています。画像を丸暗記しています。重み減衰、ドロップアウト、画像を増やすことが有効です。',
  'Try a peak learning rate of {0}, not {1}': '学習率の最大値 {0} を試す（現在は {1}）',
  'Try a learning rate of {0}': '学習率 {0} を試す',
  'Try a weight decay of {0}': '重み減衰 {0} を試す',
  // Settings of layers in a few words.
  units: 'ユニット',
  'filters {0}×{1}, {2}': 'フィルタ {0}×{1}、{2}',
  '{0}, stride {1}': '{0}、ストライド {1}',
  '×{0}, stride {1}': '×{0}、ストライド {1}',
  '{0} layers': '{0} 層',
  '{0} layers, projection': '{0} 層、射影あり',
  // Specs and files that cannot be read.
  'the spec cannot be read': '設計を読み込めません',
  '{0} is too short; use at least {1} entries': '{0} は短すぎます。{1} 個以上にしてください',
  '{0} is too short; use at least {1} characters': '{0} は短すぎます。{1} 文字以上にしてください',
  '{0} is too long; use at most {1} entries': '{0} は長すぎます。{1} 個以下にしてください',
  '{0} is too long; use at most {1} characters': '{0} は長すぎます。{1} 文字以下にしてください',
  '{0} is too small; use more than {1}': '{0} は小さすぎます。{1} より大きくしてください',
  '{0} is too small; use at least {1}': '{0} は小さすぎます。{1} 以上にしてください',
  '{0} is too large; use less than {1}': '{0} は大きすぎます。{1} より小さくしてください',
  '{0} is too large; use at most {1}': '{0} は大きすぎます。{1} 以下にしてください',
  ' or {0}': ' または {0}',
  'a value of type {0}': '{0} 型の値',
  'a whole number': '整数',
  'a number': '数',
  'an object': 'オブジェクト',
  'a list': 'リスト',
  'a text': '文字列',
  'true or false': 'true か false',
  'is missing beside {0}; put it back, or move the other away': '{0} と対のファイルがありません。元に戻すか、もう一方も移してください',
  'images of {0} channels cannot be augmented yet; leave it empty': '{0} チャンネルの画像はまだデータ拡張できません。空にしてください',
  'Train without augmentation': 'データ拡張なしで学習',
  'is missing; give {0}': 'ありません。{0}を指定してください',
  '{0} is not {1}': '{0} は{1}ではありません',
  '{0} is not known; use {1}': '{0} は知られていません。{1} を使ってください',
  '{0} is not known; use one of {1}': '{0} は知られていません。{1} のどれかを使ってください',
  '{0} is not known here': '{0} はここでは使えません',
  '{0} is no setting here; leave it out': '{0} はここの設定ではありません。取り除いてください',
  '{0} is refused: {1}': '{0} は使えません：{1}',
  '{0} is not an object; give { "version": {1}, … }': '{0} はオブジェクトではありません。{ "version": {1}, … } を指定してください',
  '{0} is not a version; use {1}': '{0} はバージョンではありません。{1} にしてください',
  '{0} was written by a newer Kasane than this one, which reads up to {1}; update Kasane':
    '{0} はこれより新しい Kasane で書かれています。この版が読めるのは {1} までです。Kasane を更新してください',
  '{0} can no longer be read; open it with an older Kasane': '{0} はもう読めません。古い Kasane で開いてください',
  'not JSON ({0}); fix the file or make one anew': 'JSON ではありません（{0}）。ファイルを直すか作り直してください',
  'the design of the last session cannot be restored: {0}; it is kept as {1}': '前回の設計を復元できません：{0}。{1} として残してあります',
  'it is damaged': 'ファイルが壊れています',
  // Engines.
  'KASANE_ENGINE: "{0}" is none of {1}': 'KASANE_ENGINE：「{0}」は {1} のどれでもありません',
  'KASANE_ENGINE asks for it': 'KASANE_ENGINE で指定されています',
  'vectors of 256 bits: the same bits, {0} times as fast': '256 ビットのベクトル。結果は 1 ビットも変わらず、{0} 倍の速さです',
  'the wide engine does not compile ({0})': 'エンジン wide をコンパイルできません（{0}）',
  'the wide engine is wrong here: {0} gives other bits than in the narrow one':
    'エンジン wide はここでは正しく動きません：{0} の結果が narrow と一致しません',
  'the wide engine ended a process when it was tried here': 'エンジン wide は、このマシンで試したときにプロセスを終わらせました',
  'the wide engine is not faster here': 'エンジン wide はここでは速くなりません',
  'the processor is {0}; only x64 has the vectors of 256 bits that V8 can use':
    'プロセッサは {0} です。V8 が使える 256 ビットのベクトルは x64 にしかありません',
  'the processor has no AVX2': 'プロセッサに AVX2 がありません',
  'V8 {0} cannot make wide vectors; Node 24 or Electron 33 and later can':
    'V8 {0} は 256 ビットのベクトルを作れません。Node 24 か Electron 33 以降なら作れます',
  // Runs.
  'the loss is no longer finite at iteration {0}: {1}, with learning rate {2}; try a smaller learning rate, other initial weights or gradient clipping':
    '{0} 回目で損失が有限でなくなりました：{1}、学習率 {2}。学習率を下げるか、重みの初期値や勾配クリッピングを試してください',
  'layer {0} ({1}) gave the first number that is not finite': '第 {0} 層（{1}）が最初に有限でない数を出しました',
  'the softmax of its outputs': '出力のソフトマックス',
  'the run ended before it gave any parameters; train again': 'パラメータを得る前に学習が終わりました。もう一度学習してください',
  'no run is active; start one first': '学習していません。先に始めてください',
  'a run is active; stop it before starting another': '学習中です。停止してから始めてください',
  'the run is ending; continue it to change its settings': '学習は終わるところです。設定を変えるには、続けて学習してください',
  '{0} iterations are done already; give more than {1}': '{0} 回はもう終わっています。{1} 回より多くしてください',
  'another change is being made; try again': '別の変更を適用しています。もう一度試してください',
  'the run ended before the change was made': '変更する前に学習が終わりました',
  'there is no run to name; start one': '名前を付ける学習がありません。先に始めてください',
  'there is no run to go on with; start one': '続ける学習がありません。先に始めてください',
  'there are no parameters yet; train first': 'パラメータがまだありません。先に学習してください',
  'cannot be changed while a run trains: it {0}; start a new run for that': '学習中は変えられません。{0}。変えるには新しく学習してください',
  'its layers and their shapes cannot be changed while a run trains; start a new run for that':
    '学習中は層とその形を変えられません。変えるには新しく学習してください',
  'decides the initial values': '初期値を決めるものです',
  'decides which images are trained on': '学習に使う画像を決めるものです',
  'decides how images are dealt out': '画像の配り方を決めるものです',
  'is what its length is counted in': '長さを数える単位です',
  'keeps numbers of its own': '固有の状態を保っています',
  'is the size of the images': '画像の大きさです',
  // Files of data and parameters.
  'holds no {0}; expected the four IDX files, raw or .gz': '{0} がありません。4 つの IDX ファイル（そのまま、または .gz）が必要です',
  'there is no such folder': 'そのようなフォルダはありません',
  'is a file, expected a folder': 'ファイルです。フォルダが必要です',
  'images of {0}, expected {1} as in {2}': '{0} の画像です。{2} と同じ {1} が必要です',
  'cannot be read ({0})': '読み込めません（{0}）',
  'starts with 0x{0} at offset 0, expected 0x1f8b, the mark of gzip': '位置 0 が 0x{0} で始まります。gzip の印 0x1f8b が必要です',
  'says that it has {0} bytes; at most {1} are read': '{0} バイトあると書かれていますが、読めるのは {1} バイトまでです',
  'says that it has {0} bytes, which it is too short for': '{0} バイトあると書かれていますが、ファイルが短すぎます',
  '{0}: more than {1} of its lines cannot be read; the file is damaged': '{0}: 読めない行が {1} を超えています。ファイルが壊れています',
  '{0}: {1} is damaged; the run cannot be exported, its curves can': '{0}: {1} が壊れています。実行は書き出せませんが、曲線は書き出せます',
  'has a header of {0} bytes; the file is damaged': 'ヘッダーが {0} バイトあります。ファイルが壊れています',
  'has more than {0} nodes and tensors, which no network here needs':
    'ノードとテンソルが {0} 個を超えています。ここのネットワークには多すぎます',
  'has a tensor of more than {0} dimensions; expected as many at most': '{0} 次元を超えるテンソルがあります。{0} 次元までが必要です',
  'takes more than {0} steps, which no dict of arrays needs; it is something else':
    '手順が {0} を超えています。配列の辞書には多すぎるため、別のものです',
  'has more than {0} entries, which no network here needs': '項目が {0} 個を超えています。ここのネットワークには多すぎます',
  'holds {0} tensors; a network of Kasane has at most {1}': 'テンソルが {0} 個あります。Kasane のネットワークは {1} 個までです',
  'blocks are nested {0} deep; use at most {1} within one another': 'ブロックが {0} 重に入れ子になっています。{1} 重までにしてください',
  'too many files are open; allow more of them (ulimit -n)': '開いているファイルが多すぎます。上限を上げてください（ulimit -n）',
  'its name is too long': '名前が長すぎます',
  '{0} GiB are needed, which this process is not given; allow it more memory, or use fewer units, a smaller batch or fewer images':
    '{0} GiB 必要ですが、このプロセスには割り当てられません。使えるメモリを増やすか、ユニット数・バッチサイズ・画像数を減らしてください',
  '{0}: takes too long to read; it is no design of Kasane’s': '{0}: 読み込みに時間がかかりすぎます。Kasane の設計ではありません',
  '{0}: cannot be read; try again': '{0}: 読めません。もう一度お試しください',
  'the design of the last session cannot be shown: {0}; it is kept as {1}': '前回の設計を表示できません：{0}。{1} として残してあります',
  '{0}: cannot be read; it is no regular file': '{0}: 読めません。通常のファイルではありません',
  'unpacks to more than {0} bytes': '展開すると {0} バイトを超えます',
  'is damaged gzip ({0})': 'gzip が壊れています（{0}）',
  '{0}, expected an IDX file': '{0}。IDX ファイルが必要です',
  rows: '行',
  columns: '列',
  '{0} {1} at offset {2}, expected 1 to {3}': '位置 {2} で {0} {1}。1 から {3} が必要です',
  'label {0} at offset {1}, expected 0 to {2}': '位置 {1} のラベルが {0}。0 から {2} が必要です',
  '{0} labels, expected {1} as in {2}': 'ラベルが {0} 個。{2} と同じ {1} 個が必要です',
  '0 images at offset 4, expected at least 1': '位置 4 で画像が 0 枚。1 枚以上必要です',
  'magic number {0} at offset 0, expected {1}': '位置 0 の識別番号が {0}。{1} が必要です',
  'ends at offset {0}, expected a header of {1} bytes': '位置 {0} で終わっています。{1} バイトの見出しが必要です',
  '{0} images of {1}×{2}': '{1}×{2} の画像 {0} 枚',
  '{0} labels': 'ラベル {0} 個',
  '{0} bytes after offset {1}, expected {2} for {3}; {4}': '位置 {1} の後に {0} バイト。{3}には {2} バイト必要です。{4}',
  'the file is cut short': 'ファイルが途中で切れています',
  'the file has bytes left over': 'ファイルに余分なバイトがあります',
  '{0}: {1} bytes are too many; at most {2} are read': '{0}：{1} バイトは大きすぎます。読めるのは {2} バイトまでです',
  '{0}: cannot be read; {1}': '{0}：読み込めません。{1}',
  '{0}: cannot be written; {1}': '{0}：書き込めません。{1}',
  'there is no such file or folder': 'そのようなファイルやフォルダはありません',
  'it is a folder': 'フォルダです',
  'there is no permission': '権限がありません',
  'the disk is read-only': 'ディスクが読み取り専用です',
  'the disk is full': 'ディスクがいっぱいです',
  '{0} cannot be written; train again with a smaller learning rate': '{0} は書き出せません。学習率を下げて学習し直してください',
  '{0} layers are more than Kasane reads; expected at most {1}': '{0} 層は多すぎて読めません。{1} 層以下が必要です',
  'not JSON: {0}': 'JSON ではありません：{0}',
  'the file holds no object; expected {"W1": …, "b1": …, "W2": …, "b2": …}':
    'オブジェクトがありません。{"W1": …, "b1": …, "W2": …, "b2": …} が必要です',
  'is empty; expected a row of weights for each input': '空です。入力ごとに重みの行が必要です',
  'has {0} rows; expected {1}, one for each unit of the layer before': '{0} 行あります。前の層のユニットごとに 1 行、{1} 行必要です',
  'has {0} rows; expected {1}, one for each pixel of {2}×{3}': '{0} 行あります。{2}×{3} の画素ごとに 1 行、{1} 行必要です',
  'is no list of numbers; expected a row of weights': '数のリストではありません。重みの行が必要です',
  'has {0} numbers; expected {1} as in {2}[0]': '数が {0} 個あります。{2}[0] と同じ {1} 個が必要です',
  'has {0} numbers; expected {1}, one for each unit': '数が {0} 個あります。ユニットごとに 1 個、{1} 個必要です',
  'has {0} numbers; expected {1}, one for each digit': '数が {0} 個あります。数字ごとに 1 個、{1} 個必要です',
  'is missing; expected W1, b1, W2, b2, … without a gap': 'ありません。W1、b1、W2、b2、… が抜けなく必要です',
  'is {0}; expected a list': '{0} です。リストが必要です',
  '{0} is no finite number; expected a float32': '{0} は有限の数ではありません。float32 が必要です',
  'is {0}, expected {1}': '{0} です。{1} が必要です',
  'its record of iteration and validation is damaged': '反復と検証の記録が壊れています',
  'a first layer that is not dense has no equal for inputs 0 to 1; train with data.scaling "unit" to export':
    '最初の層が全結合でないと、0 〜 1 の入力に直せません。書き出すには data.scaling を "unit" にして学習してください',
  '{0} belongs to no layer; this network has {1}': '{0} に対応する層がありません。このネットワークにあるのは {1} です',
  '{0} is missing; this network needs it with shape [{1}]': '{0} がありません。形 [{1}] で必要です',
  '{0} has shape [{1}]; this network needs [{2}]': '{0} の形は [{1}] です。[{2}] が必要です',
  '{0} has shape [{1}] in the checkpoint; the optimizer needs [{2}]':
    'チェックポイントの {0} の形は [{1}] です。最適化には [{2}] が必要です',
  '{0} GiB are needed and {1} GiB are the limit; use fewer units, a smaller batch or fewer images':
    '{0} GiB 必要ですが、上限は {1} GiB です。ユニット、バッチ、画像のどれかを減らしてください',
  // Runs on disk and processes.
  '{0}: the run cannot be kept there ({1})': '{0}：ここには学習を残せません（{1}）',
  '{0}: is being trained by another Kasane; wait for it or stop it': '{0}：別の Kasane が学習中です。待つか停止してください',
  '{0}: is finished, nothing is left to train; start a new run': '{0}：学習は終わっています。新しく始めてください',
  '{0}: {1} in {2} differ from those it began with; give the folder that has them':
    '{0}：{2} の {1} が始めたときと違います。元のデータのフォルダを指定してください',
  '{0}: is no run, neither a folder nor in {1}; {2}': '{0}：そのような学習はありません。フォルダでもなく、{1} にもありません。{2}',
  '{0}: no checkpoint can be read ({1}); train anew': '{0}：読めるチェックポイントがありません（{1}）。学習し直してください',
  '{0}: not JSON; the file is damaged': '{0}：JSON ではありません。ファイルが壊れています',
  '{0}: {1}: {2}; written by another version?': '{0}：{1}：{2}。別の版で書かれた可能性があります',
  'the parameters are no longer finite; the checkpoint before is kept': 'パラメータが有限でなくなりました。前のチェックポイントを残します',
  'no parameters are imported; import a file first': 'パラメータが読み込まれていません。先にファイルを読み込んでください',
  'the {0} stopped unexpectedly (code {1}); try again': '{0}が予期せず停止しました（コード {1}）。もう一度試してください',
  trainer: '学習プロセス',
  inspector: '検査プロセス',
  gauge: '計測プロセス',
  worker: '作業プロセス',
  'the window is closed': 'ウィンドウが閉じています',
  'holds no ink; it must stand out from the paper': 'インクが見つかりません。紙とはっきり区別できる必要があります',
  'cannot be read; drop pictures': '読めません。画像をドロップしてください',
  '{0}: there is no such network any more; choose another': '{0}：このネットワークはもうありません。別のものを選んでください',
  '{0}: was trained on images that were not here when it was imported; open those and import it again':
    '{0}：読み込んだときに、学習に使われた画像がありませんでした。その画像を開いてから読み込み直してください',
  '{0}: the file is damaged': '{0}：ファイルが破損しています',
  '{0} has other parameters by now; evaluate it again': '{0} のパラメータは既に変わっています。もう一度評価してください',
  'no drawings are kept yet; draw and save one with its label': '保存した描画はまだありません。描いて、ラベルを付けて保存してください',
  'this run held no images back for validation; choose the test set':
    'この学習では検証用の画像を取り分けていません。テストを選んでください',
  'this network takes images of {0}×{1}, these are of {2}×{3}; choose a network or images of the other’s size':
    'このネットワークの入力は {0}×{1}、画像は {2}×{3} です。大きさの合うネットワークか画像を選んでください',
  '{0}: its parameters are damaged; install Kasane again': '{0}：パラメータが壊れています。Kasane を入れ直してください',
  'is empty; choose another file': '空のファイルです。別のファイルを選んでください',
  '{0} bytes are too many; make it smaller': '{0} バイトは多すぎます。小さくしてください',
  'is damaged, or no image that Kasane can read; open a PNG or a JPEG':
    '壊れているか、Kasane が読めない画像です。PNG か JPEG を開いてください',
  'cannot be drawn here; make it smaller': 'ここには描けません。小さくしてください',
  'no drawings are kept to train on; keep some in Draw, or train without them':
    '学習に使う描画が保存されていません。「手書き」で保存するか、描画なしで学習してください',
  'Train without them': '描画なしで学習する',
  'drawings of {0}×{1} do not fit images of {2}×{3}; train without them':
    '描画の大きさ {0}×{1} が画像の {2}×{3} と合いません。描画なしで学習してください',
  '{0} bytes are no images of {1}×{2}; choose a network that takes them':
    '{0} バイトは {1}×{2} の画像ではありません。大きさの合うネットワークを選んでください',
  '{0}: holds another search; give another folder, or the options it was begun with':
    '{0}: 別の探索が入っています。別のフォルダか、始めたときと同じ指定にしてください',
  '{0}: differs from the images that the search was begun with; give those':
    '{0}: 探索を始めたときの画像と違います。同じ画像を指定してください',
  'an experiment is at work; stop it before beginning another': '実験が進行中です。止めてから次を始めてください',
  'a search is at work; stop it before beginning another': '探索が進行中です。止めてから次を始めてください',
  'there is no search to go on with; begin one': '続けられる探索がありません。新しく始めてください',
  'no search is at work; begin one': '進行中の探索がありません。新しく始めてください',
  '{0}: holds no {1} of a run; choose a file that Kasane exported':
    '{0}: 実行の {1} が入っていません。Kasane が書き出したファイルを選んでください',
  '{0}: version {1} was written by a newer Kasane than this one; update Kasane':
    '{0}: 版 {1} はこれより新しい Kasane が書いたものです。Kasane を更新してください',
  '{0}: cannot be read ({1})': '{0}: 読めません（{1}）',
  '{0}: unpacks to more than {1} bytes': '{0}: 展開すると {1} バイトを超えます',
  '{0}: is damaged, or no zip file': '{0}: 壊れているか、zip ファイルではありません',
  '{0}: {1}: {2}; the file is damaged': '{0}: {1}: {2}（ファイルが壊れています）',
  '{0}: the file it began with was not kept by this older run; it cannot be trained again':
    '{0}: 古い実行で、元のファイルが残っていないため、学習し直せません',
  '{0}: is being trained; stop it before deleting it': '{0}: 学習中です。止めてから削除してください',
  '{0}: is no longer there; it cannot be brought back': '{0}: もうないため、元に戻せません',
  'its process ended {0} times (code {1}); leave out what it cannot do':
    'プロセスが {0} 回終了しました（コード {1}）。できない設定を外してください',
  '{0}: is no experiment; use {1}': '{0}: そのような実験はありません。{1} のどれかにしてください',
  '{0} holds no images back, and trials are judged by those; use more than 0':
    '{0} では検証画像がありません。試行はそれで評価するので、0 より大きくしてください',
  '"iterations" cannot be compared across batch sizes; count a search’s trials in epochs':
    '"iterations" はバッチサイズが違うと比べられません。探索の長さはエポックで指定してください',
  '"{0}" is named twice; leave one out': '"{0}" が二度あります。一つにしてください',
  '"{0}" decides which images trials are judged by; it is the same for all of them':
    '"{0}" は評価に使う画像を決めるため、すべての試行で同じです',
  '"{0}" is no number or choice of this spec; use one such as {1}':
    '"{0}" はこの設計の数値でも選択肢でもありません。{1} などにしてください',
  '{0} is a number, "{1}" a choice; give "values"': '{0} は数値ですが "{1}" は選択肢です。"values" を指定してください',
  '{0} is not more than {1}; give a larger one': '{0} は {1} より大きくありません。大きい値にしてください',
  '{0} has no logarithm; use more than 0, or a linear scale': '{0} の対数はとれません。0 より大きくするか、線形にしてください',
  '{0} is named twice; leave one out': '{0} が二度あります。一つにしてください',
  '{0}: trials learn from the dataset alone, so that a search can be repeated elsewhere; switch drawings off':
    '{0}：探索はどこでも再現できるようデータセットだけで学習します。自分の描画をオフにしてください',
  '"training.duration.count" is what successive halving itself decides; leave it out, or search at random':
    '"training.duration.count" は逐次半減法が自分で決めます。外すか、ランダム探索にしてください',
  '{0}: differs from the images that the search was begun with; open those':
    '{0}：探索を始めたときの画像と異なります。そのデータセットを開いてください',
  '{0} was written by a newer Kasane than this one; update Kasane':
    '{0} はこれより新しい Kasane で書かれています。Kasane を更新してください',
  '{0}: is being trained by another Kasane; name it when it is done': '{0}：別の Kasane が学習中です。終わってから名前を付けてください',
  '{0}: its parameters are damaged; its settings and curves are not': '{0}：パラメータが壊れています。設定と曲線は読めます',
  '{0}: {1} in it is damaged or missing; export the run again': '{0}：中の {1} が壊れているか、ありません。もう一度書き出してください',
  '{0}: its parameters cannot be read; choose another run': '{0}: パラメータが読めません。別の実行を選んでください',
  '{0}: is being worked on by another Kasane; wait for it or stop it': '{0}: 別の Kasane が作業中です。終わるのを待つか、止めてください',
  '"{0}" makes no difference to what trials are judged by; leave it out': '"{0}" は試行の評価に影響しません。外してください',
  '{0}: takes longer; run it': '{0}: 時間がかかります。実験してください',
  '“{0}” is at work; stop it first': '「{0}」の実験中です。先に止めてください',
  'its loss is no longer a number': '損失が数でなくなりました',
  'the search is at work; stop it before deleting it': '探索中です。止めてから削除してください',
};
