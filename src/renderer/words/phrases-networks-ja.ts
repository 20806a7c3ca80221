/** Japanese for what is said of networks that other programs wrote: how they are read, and why some are not. */
export const networkPhrasesJa: Readonly<Record<string, string>> = {
  'TensorFlow.js (model.json)': 'TensorFlow.js（model.json）',
  'A layers model: model.json, with the files of weights that it names beside it.':
    'layers モデルの model.json。その中に書かれた重みのファイルを同じフォルダーに置きます。',
  'Keras (.keras, .h5)': 'Keras（.keras、.h5）',
  'What model.save(file) writes: Sequential models and chains of layers. Weights alone are read as well, and their network found out.':
    'model.save(file) が書くファイル。Sequential モデルと一列につながった層を読みます。重みだけのファイルも読み、ネットワークを探し出します。',
  'PyTorch state dictionary (.pt, .pth)': 'PyTorch の state dict（.pt、.pth）',
  'What torch.save(model.state_dict(), file) writes, or a checkpoint with one in it; nothing in the file is run.':
    'torch.save(model.state_dict(), file) が書くファイル、またはそれを含むチェックポイント。ファイルの中のものは何も実行しません。',
  SimpleConvNet: 'SimpleConvNet',
  'say which network it is: kasane import FILE --spec SPEC; kasane spec --preset NAME prints one to edit':
    'どのネットワークかを指定してください: kasane import FILE --spec SPEC（kasane spec --preset NAME で編集用の spec が出ます）',
  'is empty; choose another file': '空です。別のファイルを選んでください',
  'is a picture, no network; predict it instead': '画像で、ネットワークではありません。予測に使ってください',
  'is one NumPy array; a network is several in one file: numpy.savez':
    'NumPy の配列 1 つです。ネットワークは numpy.savez で複数の配列を 1 つのファイルにまとめてください',
  'is a zip that is cut short; fetch it again': '途中で切れた zip です。取得し直してください',
  'is no HDF5 file that can be read, or damaged ({0})': '読める HDF5 ファイルではないか、壊れています（{0}）',
  'holds groups in groups; expected at most {0} deep': 'グループの入れ子が深すぎます。{0} 段までです',
  'holds more than {0} arrays': '配列が {0} 個より多くあります',
  'has {0} numbers for shape ({1})': '形（{1}）に対して数が {0} 個あります',
  'is missing beside the model; put it into the same folder': 'モデルのそばにありません。同じフォルダーに置いてください',
  'holds numbers of type {0}; expected floats or whole numbers': '型 {0} の数です。浮動小数点数か整数が必要です',
  'has shape ({0}); the file is damaged': '形が（{0}）です。ファイルが壊れています',
  'reaches beyond the {0} bytes of {1}; that file is cut short': '{1} の {0} バイトを超えています。そのファイルは途中で切れています',
  'names what it calls by {0}; expected a text': '呼び出す名前が {0} です。文字列が必要です',
  'is damaged: a tensor in it is not told as PyTorch tells one': '壊れています。テンソルの書き方が PyTorch のものではありません',
  'was written on a machine of the other byte order; save it again on another':
    'バイト順の異なる機械で書かれました。別の機械で保存し直してください',
  'is missing in the zip; the file is damaged': 'zip の中にありません。ファイルが壊れています',
  'holds numbers of {0}; expected floats': '{0} の数です。浮動小数点数が必要です',
  'reaches beyond its {0} bytes; the file is damaged': '{0} バイトを超えています。ファイルが壊れています',
  'holds {0}{1}, and no network of dense layers and convolutions with these shapes leads from {2} to {3} classes; {4}':
    '{0}{1} があり、この形の全結合層と畳み込み層で {2} から {3} クラスへ至るネットワークはありません。{4}',
  'open the design that they belong to first': '先に、それらの属する設計を開いてください',
  'has {0} outputs; expected {1}, one for each class': '出力が {0} 個です。クラスごとに 1 個、{1} 個が必要です',
  'fits no network; {0}': '合うネットワークがありません。{0}',
  'fits {0} networks, the best of which reads {1} % of the validation images; {2}':
    '{0} 通りのネットワークに合いますが、最もよいものでも検証画像の {1} % しか読めません。{2}',
  '{0}, dropout as the book scales it': '{0}、ドロップアウトは本の倍率',
  'inputs 0 to 1': '入力 0〜1',
  'inputs 0 to 255': '入力 0〜255',
  'inputs of mean 0 and deviation 1': '入力 平均 0・標準偏差 1',
  'inputs −1 to 1': '入力 −1〜1',
  'inputs −0.5 to 0.5': '入力 −0.5〜0.5',
  'inputs 1 to 0, dark on light': '入力 1〜0（明るい地に暗い字）',
  'inputs 0.01 to 1': '入力 0.01〜1',
  'inputs of byte × {0} + {1}': '入力 バイト × {0} + {1}',
  'a convolution with {0} {1}': '{0} が {1} の畳み込み',
  filters: 'フィルター',
  'a window': '窓',
  'a softmax before the end': '最後でない softmax',
  strides: 'ストライド',
  'padding around padding': 'パディングに重なるパディング',
  '{0} before the end': '最後でない {0}',
  'a Lambda (Python code that only its own program can run)': 'Lambda（元のプログラムだけが実行できる Python のコード）',
  'a layer {0}': '層 {0}',
  'its {0} is missing among the weights; the file is damaged': '重みの中に {0} がありません。ファイルが壊れています',
  'a layer {0} after others': 'ほかの層の後の {0}',
  'says nothing of its layers; save the whole model: model.save("model.keras")':
    '層について何も書かれていません。モデル全体を保存してください: model.save("model.keras")',
  'a layer {0} of several inputs': '入力が複数ある層 {0}',
  'a second way beside the first': '枝分かれ',
  'has no input; the file is damaged': '入力がありません。ファイルが壊れています',
  'a second input': '2 つ目の入力',
  'has no layers between its input and its output': '入力と出力の間に層がありません',
  'a Transpose by [{0}]': '[{0}] による Transpose',
  'a MatMul of other than two sides': '2 次元でない MatMul',
  'a Gemm whose second factor is computed': '右側が計算で求まる Gemm',
  '{0} of two computed values': '計算された 2 つの値の {0}',
  'ReduceMean over {0}': '{0} についての ReduceMean',
  'a BatchNormalization whose statistics are computed': '統計量が計算で求まる BatchNormalization',
  'a Pad of other than zeros around an image': '画像のまわりの 0 以外の Pad',
  'a Clip of other than below 0': '0 未満だけでない Clip',
  'a second way beside the first ({0})': '枝分かれ（{0}）',
  'a Conv of other than images': '画像でないものの Conv',
  'a Conv of images with their channels last': 'チャンネルが最後の画像の Conv',
  'a Conv with groups or dilations': 'グループや膨張のある Conv',
  'an AveragePool that counts padding': 'パディングも数える AveragePool',
  'a {0} that rounds up': '切り上げる {0}',
  'padding of an image of unknown size': '大きさのわからない画像のパディング',
  'a Reshape to [{0}]': '[{0}] への Reshape',
  '{0} of each number of the input by its own': '入力の数ごとに異なる {0}',
  'a division by the input': '入力による割り算',
  '{0} that follows no dense layer and no convolution': '全結合層や畳み込み層の直後でない {0}',
  'a constant of {0} numbers for {1} units': '{1} ユニットに対する {0} 個の定数',
  'is a TorchScript program of torch.jit, which is not run; in PyTorch, save its parameters: torch.save(model.state_dict(), "model.pth")':
    'torch.jit の TorchScript プログラムで、実行しません。PyTorch でパラメーターを保存してください: torch.save(model.state_dict(), "model.pth")',
  'is a network of brain.js; write its layers\' weights and biases as params.json: {"W1": …, "b1": …}, a row for each input':
    'brain.js のネットワークです。層の重みとバイアスを params.json に書いてください: {"W1": …, "b1": …}、入力ごとに 1 行',
  'is a network of Synaptic or a program like it, neuron by neuron; write its weights as params.json: {"W1": …, "b1": …}, a row for each input':
    'Synaptic などの、ニューロンごとに書かれたネットワークです。重みを params.json に書いてください: {"W1": …, "b1": …}、入力ごとに 1 行',
  'is a network of ConvNetJS; write its filters and biases as params.json: {"W1": …, "b1": …}':
    'ConvNetJS のネットワークです。フィルターとバイアスを params.json に書いてください: {"W1": …, "b1": …}',
  'is a part of a TensorFlow checkpoint; load it with its program and save the model as .keras or .h5, or its variables by numpy.savez':
    'TensorFlow のチェックポイントの一部です。元のプログラムで読み込み、モデルを .keras か .h5 で、または変数を numpy.savez で保存してください',
  'is a TensorFlow graph (SavedModel); in Keras, model.save("model.keras") writes a file that is read here':
    'TensorFlow のグラフ（SavedModel）です。Keras の model.save("model.keras") が書くファイルなら読めます',
  'is a TensorFlow Lite model; in Keras, model.save("model.keras") writes a file that is read here':
    'TensorFlow Lite のモデルです。Keras の model.save("model.keras") が書くファイルなら読めます',
  'is a model of CNTK; CNTK writes it as ONNX: model.save("model.onnx", format=ModelFormat.ONNX)':
    'CNTK のモデルです。CNTK で ONNX に書き出してください: model.save("model.onnx", format=ModelFormat.ONNX)',
  'is a record of Burn; in Burn, save it as safetensors (SafetensorsStore)':
    'Burn のレコードです。Burn で safetensors（SafetensorsStore）として保存してください',
  'is a model of Deeplearning4j; write its parameters as .npy arrays in one .npz':
    'Deeplearning4j のモデルです。パラメーターを .npy の配列として 1 つの .npz に書いてください',
  'is a web page; the download failed, fetch the file itself':
    'ウェブページです。ダウンロードに失敗しています。ファイルそのものを取得してください',
  'is a pointer of Git LFS, not the file itself; fetch it by “git lfs pull”':
    'Git LFS のポインターで、ファイルそのものではありません。「git lfs pull」で取得してください',
  'is a MAT-file of MATLAB; scipy.io.loadmat reads its arrays, numpy.savez writes them for here':
    'MATLAB の MAT ファイルです。scipy.io.loadmat で配列を読み、numpy.savez で書き出すと読めます',
  'is {0}, which has no equal in Kasane; only chains of dense layers, convolutions, pooling, activations and batch normalisations are read':
    '{0} です。Kasane にはこれに当たるものがありません。全結合、畳み込み、プーリング、活性化、バッチ正規化が一列につながったものだけを読みます',
  'the activation {0}': '活性化 {0}',
  '{0} of {1}×{2}': '{1}×{2} の{0}',
  'padding “{0}”': 'パディング「{0}」',
  'padding “{0}”, stride {1}': 'パディング「{0}」、ストライド {1}',
  'laid out pixel by pixel': '画素ごとの並び',
  '{0} before normalisations': '{0}（正規化の前）',
  'has {0} numbers, and no weights here have as many units; it belongs to no dense layer, convolution or batch normalisation':
    '数が {0} 個ありますが、同じ数のユニットを持つ重みがありません。全結合層、畳み込み層、バッチ正規化のどれにも属しません',
  'holds no arrays of floats; save the model: model.save("model.keras")':
    '浮動小数点数の配列がありません。モデルを保存してください: model.save("model.keras")',
  'is no JSON; the file is damaged': 'JSON ではありません。ファイルが壊れています',
  'is a graph model, which has operations instead of layers; convert it from Keras as a layers model: --output_format tfjs_layers_model':
    'グラフモデルで、層ではなく演算でできています。Keras から layers モデルとして変換してください: --output_format tfjs_layers_model',
  'is missing; expected the list of its weights': 'ありません。重みの一覧が必要です',
  'is missing beside it; put it into the same folder': 'そばにありません。同じフォルダーに置いてください',
  'holds {0}; expected float32': '{0} です。float32 が必要です',
  'reaches beyond the {0} bytes of its files; one is cut short': 'ファイルの {0} バイトを超えています。どれかが途中で切れています',
  'tells of more numbers than it has bytes; it is damaged': 'バイト数より多くの数が書かれていることになっています。壊れています',
  'is a whole model, an object of {0}, which only its own program can open; there, save its parameters: torch.save(model.state_dict(), "model.pth")':
    'モデル全体（{0} のオブジェクト）で、元のプログラムでしか開けません。そこでパラメーターを保存してください: torch.save(model.state_dict(), "model.pth")',
  'holds {0}, no state dictionary; save one: torch.save(model.state_dict(), "model.pth")':
    '{0} で、state dict ではありません。torch.save(model.state_dict(), "model.pth") で保存してください',
  'is a web page of Kasane that is damaged; export the network again':
    '壊れた Kasane のウェブページです。ネットワークを書き出し直してください',
  '{0}: holds one network; write a web page (.html), or give one':
    '{0}: 一つのネットワークの形式です。ウェブページ（.html）に書き出すか、一つだけ指定してください',
  '{0}: holds the curves of one run; give one': '{0}: 一つの実行の曲線の形式です。一つだけ指定してください',
  '{0} has more than {1} parameters; look at a smaller network':
    '{0} のパラメータは {1} 個を超えています。もっと小さいネットワークを選んでください',
  '{0}: is no model any more; choose another': '{0}: このモデルはもうありません。ほかを選んでください',
};
