/** Japanese for what is said of data: what was recognised, what was left out, what is wrong with a file. */
export const dataPhrasesJa: Readonly<Record<string, string>> = {
  Pictures: '画像',
  Pickle: 'pickle',
  'As MNIST’s digits were made': 'MNIST の数字と同じ作り方',
  'Ink, fitted to the frame': 'インク（枠に合わせる）',
  'Ink on light paper, fitted to the frame': '明るい紙のインク（枠に合わせる）',
  'A picture, all of it': '画像全体',
  'A picture, cropped to the frame': '枠に合わせて切り抜いた画像',
  'A picture, stretched to the frame': '枠に合わせて引き伸ばした画像',
  '{0}: holds no images without labels; give the table to predict (test.csv)':
    '{0}：ラベルのない画像がありません。予測する表（test.csv）を指定してください',
  'unpacks to more than {0} bytes; it is not what it says': '展開すると {0} バイトを超えます。ヘッダの内容と一致しません',
  'is damaged gzip ({0}); get it anew': 'gzip が壊れています（{0}）。もう一度入手してください',
  'holds {0} images without labels; to train, a label for each is needed: a column of labels, or a folder for each class':
    'ラベルのない画像が {0} 枚あります。学習には各画像のラベルが必要です。ラベルの列か、クラスごとのフォルダを用意してください',
  'holds no images to train on': '学習に使う画像がありません',
  'has no class of two images; there is nothing to put aside for testing': '画像が 2 枚以上あるクラスがなく、テスト用に取り分けられません',
  'nothing was given; open a folder or a file': '何も指定されていません。フォルダかファイルを開いてください',
  'there is no such folder or file': 'そのようなフォルダやファイルはありません',
  'holds more than {0} files; open the folder that the images are in': 'ファイルが {0} 個を超えます。画像のあるフォルダを開いてください',
  'unpacks to {0} bytes; at most {1} are read': '展開すると {0} バイトになります。読めるのは {1} バイトまでです',
  'this network takes images of {0}, these are of {1}; choose a network or images of the other’s size':
    'このネットワークの入力は {0}、画像は {1} です。大きさの合うネットワークか画像を選んでください',
  '{0} bytes are no images of {1}; choose a network that takes them':
    '{0} バイトは {1} の画像ではありません。合うネットワークを選んでください',
  'networks of different classes make no ensemble; choose those that tell the same apart':
    'クラスの違うネットワークはアンサンブルにできません。同じクラスを見分けるものを選んでください',
  'predicts {0}; the images are of {1}': 'が予測するのは {0}、画像は {1} です',
  'this network {0}; choose a network or images of the other’s classes':
    'このネットワーク{0}。クラスの合うネットワークか画像を選んでください',
  'there is no image to test on': 'テストに使う画像がありません',
  '{0} images are in two parts: {1} and {2}. What is trained on says nothing when it is tested on':
    '{0} 枚の画像が {1} と {2} の両方にあります。学習に使った画像でテストしても意味がありません',
  '{0} classes have fewer than {1} training images: {2}, …': '{0} クラスは訓練画像が {1} 枚未満です：{2}、…',
  'fewer than {0} training images: {1}': '訓練画像が {0} 枚未満です：{1}',
  '{0} has {1} training images, the others about {2}: a network may come to predict it for everything':
    '{0} の訓練画像は {1} 枚、他は {2} 枚ほどです。何でも {0} と予測するようになるかもしれません',
  'asks for {0}, which is not run; only NumPy arrays in dicts and lists are read':
    '{0} を求めていますが実行しません。辞書やリストに入った NumPy 配列だけを読みます',
  'makes something other than an array; only NumPy arrays in dicts and lists are read':
    '配列以外のものを作ろうとしています。辞書やリストに入った NumPy 配列だけを読みます',
  'is what images are predicted as': '予測するクラスです',
  'Fit to the data': 'データに合わせる',
  '{0} classes do not fit the images of {1}; use as many': '{0} クラスは画像の {1} クラスと合いません。同じ数にしてください',
  'the last layer gives {0} numbers, one a class is needed; end with a dense layer of {1} units':
    '最後の層の出力が {0} 個です。クラスごとに 1 個必要なので、{1} ユニットの全結合層で終えてください',
  'what was read is gone; open it again': '読み込んだ内容がもうありません。もう一度開いてください',
  '{0}: is not on the list of datasets': '{0}：データセットの一覧にありません',
  '{0} bytes are no image of {1} of one of {2} classes': '{0} バイトは {1} の画像（{2} クラス）ではありません',
  'is damaged; remove the dataset and open it anew': '壊れています。データセットを外して開き直してください',
  'is no picture that Kasane reads; open {0}': '読める画像ではありません。{0} を開いてください',
  'is a damaged {0}': '壊れた {0} です',
  '{0} ({1}) has no array of as many labels beside it; add one, such as y_train':
    '{0}（{1}）と同じ数のラベルの配列がありません。y_train のような配列を加えてください',
  'images without labels: {0} {1}': 'ラベルのない画像：{0} {1}',
  'arrays whose shapes say images and labels: {0}': '形から画像とラベルとわかる配列：{0}',
  'holds no images': '画像がありません',
  '{0} holds images of {1}, {2} of {3}': '{0} の画像は {1}、{2} は {3} です',
  '{0} holds {1}; expected whole numbers or floats': '{0} は {1} です。整数か浮動小数が必要です',
  '{0} has {1} bytes for shape ({2}), expected {3}; it is cut short':
    '{0} は形（{2}）に対して {1} バイトです。{3} バイト必要で、途中で切れています',
  '{0} holds {1} at place {2}; expected finite numbers': '{0} の {2} 番目が {1} です。有限の数が必要です',
  '{0} has values from {1} to {2}; expected 0 to 255, 0 to 1 or −1 to 1: undo their normalisation first':
    '{0} の値は {1} から {2} です。0 〜 255、0 〜 1、−1 〜 1 のどれかが必要です。正規化を元に戻してください',
  '{0} is {1}; expected images': '{0} は {1} です。画像が必要です',
  '{0}: value {1} of image {2}, expected the range of the training images': '{0}：画像 {2} の値 {1} が訓練画像の範囲外です',
  'is a test batch; add those to train on (data_batch_1.bin …)': 'テスト用のバッチです。訓練用（data_batch_1.bin …）を加えてください',
  '{0}: records of {1} bytes in {2}': '{0}：{2} に {1} バイトの記録',
  '{0}: a table of {1} columns of pixels without labels': '{0}：{1} 列の画素の表、ラベルなし',
  '{0}: a table with a header, {1} columns, labels in column {2}': '{0}：見出し付きの表、{1} 列、ラベルは {2} 列目',
  '{0}: a table of {1} columns without a header, labels in column {2}': '{0}：見出しのない表、{1} 列、ラベルは {2} 列目',
  'holds no line that is an image with its label': 'ラベル付きの画像の行がありません',
  'line {0} has more than {1} bytes; it is no table of images': '{0} 行目が {1} バイトを超えます。画像の表ではありません',
  '{0} of {1} lines are no images ({2}: {3}); fix the table': '{1} 行のうち {0} 行が画像ではありません（{2}：{3}）。表を直してください',
  'holds more than {0} bytes of images': '画像が {0} バイトを超えます',
  'has no label': 'ラベルがありません',
  'value {0} in column {1}, expected {2}': '{1} 列目の値が {0} です。{2} が必要です',
  '{0} columns, expected {1}': '{0} 列です。{1} 列必要です',
  '{0} columns at offset 8, expected 1 to 64': 'オフセット 8 の列数が {0} です。1 〜 64 が必要です',
  '{0} channels at offset 16, expected 1 or 3': 'オフセット 16 のチャンネル数が {0} です。1 か 3 が必要です',
  'label {0} at offset {1}, expected 0 to 255': 'オフセット {1} のラベルが {0} です。0 〜 255 が必要です',
  'images and labels in IDX files ({0}), turned the right way round, as EMNIST transposes them':
    'IDX ファイルの画像とラベル（{0}）。EMNIST の転置を元の向きに直しました',
  'images and labels in IDX files, by their magic numbers: {0}': 'マジックナンバーでわかる IDX ファイルの画像とラベル：{0}',
  'holds images, but there is no IDX file of labels beside it; add it (train-labels-idx1-ubyte)':
    '画像はありますが、ラベルの IDX ファイルがありません。加えてください（train-labels-idx1-ubyte）',
  'holds images, but none of {0} belongs to training images; add images and labels to train on (train-images-idx3-ubyte)':
    '画像はありますが、{0} は訓練画像のものではありません。訓練用の画像とラベルを加えてください（train-images-idx3-ubyte）',
  'has no labels beside it': 'ラベルがありません',
  'label {0} of image {1}, expected whole numbers from 0 on': '画像 {1} のラベルが {0} です。0 以上の整数が必要です',
  'labels of more than {0} classes; use fewer': 'クラスが {0} を超えます。減らしてください',
  'labels of {0} class; expected at least 2 to tell apart': 'クラスが {0} 個です。見分けるには 2 個以上必要です',
  '{0} unpacks to more than {1} bytes; take fewer or smaller images':
    '{0} は展開すると {1} バイトを超えます。画像を減らすか小さくしてください',
  'has more than {0} entries; take fewer images': '項目が {0} 個を超えます。画像を減らしてください',
  '{0} is packed in a way that is not read here; pack it by deflate or not at all, without a password':
    '{0} の圧縮方式は読めません。deflate か無圧縮、パスワードなしで圧縮し直してください',
  '{0} is damaged; get it anew': '{0} が壊れています。もう一度入手してください',
  'is no choice of how data are read; use {0}': 'データの読み方の設定ではありません。使えるのは {0} です',
  '{0} cannot be; {1}': '{0} は使えません。{1}',
  training: '訓練',
  validation: '検証',
  test: 'テスト',
  'is cut short': '途中で切れています',
  'is packed by {0}; write it with Snappy, gzip or unpacked': '{0} で圧縮されています。Snappy か gzip、または無圧縮で書き出してください',
  'pictures in the column {0}, labels in {1}: {2}': '列 {0} に画像、{1} にラベル：{2}',
  'is damaged Parquet ({0})': 'Parquet が壊れています（{0}）',
  'has the columns {0}, none of pictures; an image column is needed': '列は {0} で、画像の列がありません',
  'has the columns {0}, none of labels; a label column is needed': '列は {0} で、ラベルの列がありません',
  'holds no picture in {0}': '{0} に画像がありません',
  'holds no pictures to train on; add the files of the training split': '学習に使う画像がありません。訓練用のファイルを加えてください',
  'labels of {0} classes; expected 2 to 256': 'クラスが {0} 個です。2 〜 256 個が必要です',
  'claims {0} rows; at most {1} are read': '{0} 行とありますが、読めるのは {1} 行までです',
  '{0}: a pickle, of which only data are read; {1}': '{0}：pickle（データだけを読みます）、{1}',
  'none of {0} pictures can be read ({1})': '{0} 枚の画像がどれも読めません（{1}）',
  'holds no ink': 'インクがありません',
  'pictures in {0} folders; at most {1} classes are told apart': '画像のフォルダが {0} 個あります。クラスは {1} 個までです',
  '{0} pictures without labels': 'ラベルのない画像 {0} 枚',
  '{0} pictures in a folder for each class: {1}{2}': 'クラスごとのフォルダに画像 {0} 枚：{1}{2}',
  'lies in no folder of a class': 'クラスのフォルダに入っていません',
  'is no picture': '画像ではありません',
  'none of its pictures can be read': '画像がどれも読めません',
  'holds pictures of one class ({0}); at least 2 are needed to tell apart':
    '画像のクラスが 1 個（{0}）だけです。見分けるには 2 個以上必要です',
  'images of {0}×{1}; sides of {2} to {3} are read, so fit them into such a square first':
    '画像が {0}×{1} です。読めるのは一辺 {2} 〜 {3} です。その大きさに合わせてください',
  'images of {0} channels; 1 (grey) or 3 (colour) are read': '画像が {0} チャンネルです。1（グレー）か 3（カラー）を読みます',
  '{0} images of {1}×{2}×{3} take more than {4} bytes; take fewer, or smaller ones':
    '{1}×{2}×{3} の画像 {0} 枚は {4} バイトを超えます。減らすか小さくしてください',
  'is a web page, saved under the name of a file: open the address in a browser, and download the file itself':
    'ファイル名で保存されたウェブページです。ブラウザで開き、ファイルそのものをダウンロードしてください',
  'is HDF5; write its arrays as .npz with NumPy (x_train, y_train, x_test, y_test)':
    'HDF5 です。NumPy で配列を .npz に書き出してください（x_train、y_train、x_test、y_test）',
  'is a TensorFlow record; write its images as .npz, or as pictures in a folder for each class':
    'TensorFlow のレコードです。.npz か、クラスごとのフォルダの画像として書き出してください',
  'is a MATLAB file; write its arrays as .npz with SciPy and NumPy': 'MATLAB のファイルです。SciPy と NumPy で .npz に書き出してください',
  'is a tar archive; unpack it and open the folder': 'tar アーカイブです。展開してフォルダを開いてください',
  'is a 7z archive; unpack it and open the folder': '7z アーカイブです。展開してフォルダを開いてください',
  'is a RAR archive; unpack it and open the folder': 'RAR アーカイブです。展開してフォルダを開いてください',
  'is packed by Zstandard; unpack it first': 'Zstandard で圧縮されています。先に展開してください',
  'is packed by bzip2; unpack it first': 'bzip2 で圧縮されています。先に展開してください',
  'is packed by xz; unpack it first': 'xz で圧縮されています。先に展開してください',
  'is an Arrow file; save the data set as Parquet': 'Arrow ファイルです。Parquet で保存してください',
  'is a SQLite database; write its images as pictures in a folder for each class':
    'SQLite のデータベースです。クラスごとのフォルダの画像として書き出してください',
  'is a PDF; save its pages as pictures': 'PDF です。ページを画像として保存してください',
  'is a pointer of Git LFS, not the file itself; fetch it with git lfs pull':
    'ファイルそのものではなく Git LFS のポインタです。git lfs pull で取得してください',
  'is an empty folder; expected {0}': '空のフォルダです。{0} が必要です',
  'is empty; get it anew': '空です。もう一度入手してください',
  'holds no labelled images that Kasane knows; expected {0}': '読めるラベル付き画像がありません。{0} が必要です',
  'IDX files, CSV, .npz, a pickle of arrays, Parquet, CIFAR’s batches, or pictures in a folder for each class':
    'IDX ファイル、CSV、.npz、配列の pickle、Parquet、CIFAR のバッチ、クラスごとのフォルダの画像',
  'has {0} rows; expected {1}, one for each number of an image of {2}': '{0} 行あります。{2} の画像の数ごとに 1 行、{1} 行必要です',
  'has {0} numbers; expected {1}, one for each class': '数が {0} 個あります。クラスごとに 1 個、{1} 個必要です',
  'each class needs a name of its own': 'クラスには別々の名前が必要です',
  'the dataset has no images without labels; open one that has a table or folder of them':
    'このデータセットにはラベルのない画像がありません。ラベルのない表かフォルダのあるものを開いてください',
  'has no class of two images, of which one could be put aside for testing; add images':
    '画像が 2 枚以上あるクラスがなく、テスト用に取り分けられません。画像を増やしてください',
  'is a {0} that is damaged or cut short': '壊れているか途中で切れている {0} です',
  '{0} has values of 0 to 1, but {1} at place {2} ({3} such in all); put those right first':
    '{0} の値は 0 から 1 ですが、{2} 番目が {1} です（このような値は全部で {3} 個）。先に直してください',
  '{0} gives image {1} not one label but {2} of {3}; give each image the one it is to be told by':
    '{0} では画像 {1} のラベルが 1 つではなく、{3} 個中 {2} 個です。画像ごとにラベルを 1 つだけにしてください',
  '{0}; images turned the right way round, as EMNIST transposes them': '{0}。EMNIST の画像は転置されているので正しい向きに直しました',
  'has no column {0}; its columns are {1}': '{0} という列がありません。列は {1} です',
  'has no header that names a column {0}; use first or last': '{0} という列名を持つヘッダーがありません。first か last を使ってください',
  'has {0} columns, which are no square image beside a label; expected as 785 for 28×28, one column a pixel':
    '列が {0} 個あり、ラベルを除くと正方形の画像になりません。28×28 なら 785 列のように、1 画素 1 列にしてください',
  'label {0} of image {1}, expected whole numbers from 0 to 65535; leave such images out':
    '画像 {1} のラベルが {0} です。0 から 65535 の整数が必要です。このような画像は除いてください',
  'an array of images for each class: {0}{1}': 'クラスごとの画像の配列：{0}{1}',
  '{0} cannot be; use {1}': '{0} は使えません。{1} を使ってください',
  'has the columns {0}, none of which is called like labels; say which by the option label':
    '列は {0} で、ラベルらしい名前のものがありません。オプション label で指定してください',
  'labels of {0} classes in the column that is taken for them; expected 2 to 256':
    'ラベルとした列に {0} 個のクラスがあります。2 から 256 個が必要です',
  'none of the pictures to train on can be read': '学習用の画像が 1 枚も読めません',
  '{0} is none of the datasets here; use {1}': '{0} というデータセットはここにありません。{1} のどれかを使ってください',
  '{0} is no dataset here; there is one alone, so leave it out':
    '{0} というデータセットはここにありません。1 つしかないので、指定を外してください',
  '{0} classes are too many; a set holds {1} at most': '{0} クラスは多すぎます。1 セットは {1} クラスまでです',
  'holds no set of drawings': '描画のセットではありません',
  'there is no class {0} among {1}': '{1} クラスの中に {0} はありません',
  '{0}: is no drawing of this set any more': '{0}: このセットの描画ではなくなっています',
  '{0} bytes are no drawing': '{0} バイトは描画ではありません',
  '{0} drawings are too many; a set holds {1} at most': '描画 {0} 枚は多すぎます。1 セットは {1} 枚までです',
  'a set holds {0} drawings at most': '1 セットの描画は {0} 枚までです',
  '{0}: has drawings; move or delete them first': '{0}: 描画があります。先に移動か削除をしてください',
  '{0}: {1}; the file is damaged': '{0}: {1}。ファイルが壊れています',
  '{0} drawings; at most {1} are read': '描画が {0} 枚あります。読むのは {1} 枚までです',
  'drawings of {0} classes: {1}{2}': '{0} クラスの描画: {1}{2}',
  'holds images of {0}; drawings are {1}': '画像は {0} です。描画は {1} です',
  'holds no images with labels; put those of each class into a folder of its name':
    'ラベルの付いた画像がありません。クラス名のフォルダに分けて入れてください',
};
