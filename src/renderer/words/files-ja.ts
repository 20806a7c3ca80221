/** Japanese for files of parameters: what is wrong with one, and what each format is. */
export const filesJa: Readonly<Record<string, string>> = {
  '{0}: cannot be written; {1} is no folder': '{0}：書き込めません。{1} はフォルダではありません',
  '{0}: {1} takes inputs scaled "{2}"; use that to train it further':
    '{0}：{1} の入力は "{2}" で調整されています。続きの学習にはそれを使ってください',
  'follows an image that was laid out as a vector; this format has no equal, put a dense layer before the block':
    'ベクトルに並べた画像の後にあります。この形式では表せません。ブロックの前に全結合層を置いてください',
  'is no object of tensors': 'テンソルのオブジェクトではありません',
  'holds an empty list; expected numbers': '空のリストがあります。数が必要です',
  'holds lists in lists; expected at most {0} deep': 'リストの入れ子が深すぎます。{0} 段以下が必要です',
  'has {0} numbers; expected {1} as in {2}': '数が {0} 個あります。{2} と同じ {1} 個が必要です',
  'is no .npy array, or cut short': '.npy 配列ではないか、途中で切れています',
  'is cut short in its header': 'ヘッダーの途中で切れています',
  'its header tells no shape; the file is damaged': 'ヘッダーに形状がありません。ファイルが壊れています',
  'holds {0}; expected floats such as <f4': '{0} が入っています。<f4 のような浮動小数が必要です',
  'has shape ({0}); expected at most {1} whole numbers': '形状が ({0}) です。{1} 個以下の整数が必要です',
  'has {0} bytes for shape ({1}); expected {2}': '形状 ({1}) に対し {0} バイトです。{2} バイトが必要です',
  'is no ONNX model, damaged, or cut short': 'ONNX モデルではないか、壊れているか、途中で切れています',
  'holds numbers of type {0}; expected float32': '型 {0} の数です。float32 が必要です',
  'holds no dict of arrays; expected W1, b1, W2, …': '配列の辞書がありません。W1, b1, W2, … が必要です',
  'names an array by {0}; expected a text such as W1': '配列の名前が {0} です。W1 のような文字列が必要です',
  'is {0}; expected a NumPy array of floats': '{0} です。浮動小数の NumPy 配列が必要です',
  'is cut short, or no pickle': '途中で切れているか、pickle ではありません',
  'holds a whole number of {0} bytes, which no array needs': '{0} バイトの整数があります。配列には不要なものです',
  'stands there twice; leave one out': '二度あります。一つにしてください',
  'asks for operation {0}, which no dict of arrays needs; it is damaged or something else':
    '命令 {0} を求めています。配列の辞書には不要です。壊れているか別物です',
  'asks for {0}, which is not run; only dicts of NumPy arrays are read':
    '{0} を求めていますが、実行しません。NumPy 配列の辞書だけを読みます',
  'makes something other than an array; only dicts of NumPy arrays are read':
    '配列以外のものを作ろうとしています。NumPy 配列の辞書だけを読みます',
  'is no text; the file is damaged, or too large to be one': 'テキストではありません。ファイルが壊れているか、大きすぎます',
  'is damaged, or no zip file': '壊れているか、zip ファイルではありません',
  'unpacks to more than {0} bytes, which no network here needs': '展開すると {0} バイトを超えます。ここのネットワークには不要な大きさです',
  '{0}: is no format; use {1}': '{0}：そのような形式はありません。{1} のどれかにしてください',
  'reads {0} of {1} test images right where the network reads {2}; nothing was written':
    '読み直すとテスト画像 {1} 枚中 {0} 枚の正解ですが、元のネットワークは {2} 枚です。何も書き出していません',
  'is no file of parameters that Kasane knows; it reads {0}': 'Kasane の知るパラメータファイルではありません。読めるのは {0} です',
  'takes images of {0}; the dataset has {1}: give images like those it was trained on':
    '入力は {0} の画像ですが、データセットは {1} です。学習に使ったのと同じような画像を指定してください',
  'holds {0}{1}, and no design that fits them is known; open the design that they belong to first':
    '{0}{1} が入っていますが、合う設計がわかりません。先にその設計を開いてください',
  'has {0} where its network has {1}': '{0} ですが、ネットワークでは {1} です',
  '{0}: is no format of curves; use {1}': '{0}：そのような曲線の形式はありません。{1} のどれかにしてください',
  'tells nothing of its network; the file is damaged': 'ネットワークの記述がありません。ファイルが壊れています',
  'holds no array; expected W1.npy, b1.npy, …': '配列がありません。W1.npy, b1.npy, … が必要です',
  'is a model of {0}; Kasane reads the ONNX models that it wrote itself, others as safetensors or npz':
    '{0} のモデルです。ONNX は Kasane が書いたものだけを読みます。他は safetensors か npz にしてください',
  'holds no {0}; export the network again': '{0} がありません。もう一度書き出してください',
  'version {0} was written by a newer Kasane than this one; update Kasane':
    'バージョン {0} はこれより新しい Kasane で書かれています。Kasane を更新してください',
  'what it tells of its network is damaged ({0}: {1})': 'ネットワークの記述が壊れています（{0}：{1}）',
  'what it tells of its network is no JSON; the file is damaged': 'ネットワークの記述が JSON ではありません。ファイルが壊れています',
  'Kasane network (JSON)': 'Kasane ネットワーク（JSON）',
  'Everything in one text: the spec, how inputs are made, the accuracy, and the parameters as nested lists.':
    'すべてを一つのテキストに：設定、入力の作り方、正解率、入れ子のリストのパラメータ。',
  'The first app’s: W1, b1, W2, b2, … as nested lists of numbers, y = x·W + b. Read anywhere, says nothing of activations.':
    '最初のアプリの形式：W1, b1, W2, b2, … を数の入れ子リストで。y = x·W + b。どこでも読めますが、活性化関数は書かれていません。',
  'NumPy, as the book writes it': 'NumPy（本の書き方）',
  'Source in the manner of the book’s chapters 4 to 8: layers with forward and backward, optimizers, a program that trains on, and params.pkl.':
    '本の 4 ～ 8 章の書き方のソース。forward と backward をもつ層、最適化手法、続きから学習するプログラム、params.pkl が入ります。',
  'Report (HTML)': 'レポート (HTML)',
  'The network, settings, curves, accuracy, mistakes, notes and how to repeat it, on one page that prints on A4.':
    'ネットワーク、設定、曲線、精度、間違い、メモ、再現方法を 1 ページに。A4 に印刷できます。',
  'Report (PDF)': 'レポート (PDF)',
  'The same as printed.': '印刷した形のもの。',
  'Web page': 'ウェブページ',
  'One .html file to draw on and open pictures in, with the network in it; works offline, from disk or from any server.':
    '描いたり画像を開いたりできる一つの .html ファイル。ネットワークを含み、ディスクからでもどのサーバーからでもオフラインで動きます。',
  'Web page (float16)': 'ウェブページ（float16）',
  'The same in about half the size: parameters are rounded to float16.':
    '同じものを約半分の大きさで。パラメータは float16 に丸められます。',
  'Float32 tensors by name in one small binary file, with everything that Kasane knows beside them; loaded by PyTorch, JAX, NumPy.':
    '名前付きの float32 テンソルを小さなバイナリ一つに。Kasane の情報も添えます。PyTorch・JAX・NumPy で読めます。',
  'NumPy (npz)': 'NumPy（npz）',
  'numpy.load(file) gives the arrays by name: W1, b1, …': 'numpy.load(file) で名前ごとの配列 W1, b1, … が得られます。',
  'The whole network, normalisation and softmax included, for ONNX Runtime and everything that runs on it. Input: float32 bytes 0 … 255, [batch, channels, height, width]. The names of the classes are in its metadata.':
    '正規化とソフトマックスを含むネットワーク全体。ONNX Runtime などで動きます。入力は 0 … 255 の float32、[batch, channels, height, width]。クラス名はメタデータにあります。',
  'model.py, the network as source to read and to change, and its weights as safetensors; it needs torch and nothing else.':
    '読んで変えられるソース model.py と、safetensors の重み。torch だけで動きます。',
  'model.py, the network as source for Keras 3 on any backend, and its weights as npz.':
    'どのバックエンドの Keras 3 でも動くソース model.py と、npz の重み。',
  'The book’s .pkl': '本の .pkl',
  'Dicts of NumPy arrays as the book’s programs write them; nothing in the file is run.':
    '本のプログラムが書く NumPy 配列の辞書。ファイル内のものは何も実行しません。',
  'Curves (CSV)': '曲線（CSV）',
  'A row an iteration, for spreadsheets and notebooks.': '一反復一行。表計算やノートブック向け。',
  'Curves (TensorBoard)': '曲線（TensorBoard）',
  'An event file: tensorboard --logdir with the folder it is in.':
    'イベントファイル。入っているフォルダを tensorboard --logdir で開きます。',
  '{0} GiB are needed and {1} GiB of memory are free here; close something, or use fewer units, a smaller batch or fewer images':
    '{0} GiB 必要ですが、空きメモリは {1} GiB です。他のものを閉じるか、ユニット数・バッチ・画像を減らしてください',
  'is packed in a way that is not read here; pack it by deflate or not at all, without a password':
    'ここでは読めない方法で圧縮されています。deflate か無圧縮で、パスワードなしにしてください',
  '{0}: {1} is the ending of designs; choose another name': '{0}：{1} は設計の拡張子です。別の名前にしてください',
  '{0}: its name ends as no format does; end it with one of {1}':
    '{0}：どの形式の名前でもありません。{1} のどれかで終わる名前にしてください',
  'makes several arrays of the same bytes; it is damaged or something else':
    '同じバイト列から複数の配列を作ろうとしています。壊れているか、別のものです',
  '{0} bytes are too many for JSON; at most {1} are read, use safetensors':
    '{0} バイトは JSON としては多すぎます。読めるのは {1} までです。safetensors を使ってください',
  'says itself that it is {0}, which is not what was given; leave that out':
    'このファイル自身が {0} だと記しており、与えられたものと違います。指定を外してください',
};
