import { normalisationJa } from '@browser/normalisation-ja';
import { picturesJa } from '@browser/pictures-ja';
import { dataOptionsSchema } from '@shared/data/sources/options';
import { japaneseOf, japaneseOfSettings } from '@shared/japanese';
import { dataSchema, runSpecSchema, trainingSchema } from '@shared/spec/run-spec';
import { everyKind } from '@shared/studies/kind-lists';
import { searchSettings } from '@shared/studies/search-spec';
import type { z } from 'zod';
import { filesJa } from './files-ja';
import { labExperimentsJa } from './lab-ja';
import { dataPhrasesJa } from './phrases-data-ja';
import { phrasesJa } from './phrases-ja';
import { lessonPhrasesJa } from './phrases-lesson-ja';
import { networkPhrasesJa } from './phrases-networks-ja';
import { reportPhrasesJa } from './phrases-report-ja';
import { stepPhrasesJa } from './phrases-step-ja';

/**
 * Japanese by the English it stands for: what kinds and settings carry beside their own English, then what several of them
 * share, and the phrases of code that knows no translations. A test finds English without an entry.
 */
export const sharedJa: Readonly<Record<string, string>> = {
  ...japaneseOfSettings(Object.values<z.ZodType>(dataOptionsSchema.shape)),
  ...japaneseOf(everyKind),
  ...japaneseOfSettings([dataSchema, trainingSchema, runSpecSchema].flatMap(({ shape }) => Object.values<z.ZodType>(shape))),
  ...japaneseOfSettings(Object.values(searchSettings)),
  ...labExperimentsJa,
  ...phrasesJa,
  ...normalisationJa,
  ...picturesJa,
  ...reportPhrasesJa,
  ...lessonPhrasesJa,
  ...stepPhrasesJa,
  ...filesJa,
  ...dataPhrasesJa,
  ...networkPhrasesJa,
  'The book’s search': '本の探索',
  Kind: '種類',
  Range: '範囲',
  '°': '°',
  Trials: '試行の数',
  Optimizer: '最適化手法',
  Schedule: '学習率の変化',
  Epochs: 'エポック',
  Iterations: '反復',
  On: 'オン',
  Off: 'オフ',
  px: 'px',
  'Two-layer': '2 層',
  'How far one hidden layer gets: the network of the first app and of the book, about 97 %.':
    '隠れ層ひとつでどこまで行けるか。最初のアプリと本のネットワークで、約 97 % になります。',
  'Training images': '訓練画像',
  '0 to 1': '0 〜 1',
  'mean 0, deviation 1': '平均 0・標準偏差 1',
  images: '枚',
  'Random, with replacement': '無作為（重複あり）',
  'Shuffled epochs': 'エポックごとにシャッフル',
  Seed: 'シード',
  'Learning rate': '学習率',
  'Initial weights': '重みの初期値',
  Loss: '損失',
  epochs: 'エポック',
  pixels: '画素',
  'Side of the square window each filter looks through': '各フィルタが見る正方形の窓の一辺',
  'Side of the square each number is taken from': '各出力のもとになる正方形の一辺',
  Momentum: 'モーメンタム',
  Layers: '層',
  'Weight decay': '重み減衰',
  'Beta 1': 'ベータ 1',
  'How much of the mean gradient each step keeps': '更新のたびに勾配の平均をどれだけ残すか',
  'Beta 2': 'ベータ 2',
  'How much of the mean squared gradient each step keeps': '更新のたびに勾配の 2 乗平均をどれだけ残すか',
  Normal: '正規分布',
  Uniform: '一様分布',
  iterations: '回',
  Factor: '倍率',
  End: '終わり',
  'Four hidden layers': '4 隠れ層',
  'Small CNN': '小さな CNN',
  DeepConvNet: 'DeepConvNet',
  'Accurate CNN': '高精度 CNN',
  Inception: 'Inception',
  'Several window sizes at once: the parallel blocks of GoogLeNet, and a global average instead of wide dense layers.':
    'いくつもの大きさの窓を同時に。GoogLeNet の並列ブロックと、幅の広い全結合の代わりの全体平均。',
  'What optimizers and initial values do to a deeper network: the one that the book compares them on.':
    '最適化手法と初期値が深いネットワークにどう効くか。本が比較に使うネットワークです。',
  'A first convolution: the book’s network of chapter 7, one convolution without padding before two dense layers, about 99 %.':
    'はじめての畳み込み: 本の 7 章のネットワーク。パディングなしの畳み込み 1 層と全結合 2 層で、約 99 % です。',
  'What convolution brings: two convolutions see shapes where dense layers see pixels, about 99 %.':
    '畳み込みの効果。全結合が画素を見るところで 2 つの畳み込みは形を見ます。約 99 %。',
  'How depth pays: the book’s deep network of six convolutions, above 99.3 %.':
    '深さの効果。6 つの畳み込みをもつ本の深いネットワークで、99.3 % を超えます。',
  'What modern parts add: batch normalisation, residual blocks, augmented images and a learning rate that rises and falls.':
    '現代的な部品の効果。バッチ正規化、残差ブロック、データ拡張、上げて下げる学習率。',
  'As they are': 'そのまま',
  'On a sheet: any place, half to full size': '用紙の任意の場所、半分から等倍の大きさ',
  'Moved diagonally by 1 pixel': '斜めに 1 画素移動',
  'Moved diagonally by 3 pixels': '斜めに 3 画素移動',
  'Half as large': '半分の大きさ',
  'Twice as large, cropped': '2 倍の大きさ（はみ出しは切り捨て）',
  'Turned by 10°': '10° 回転',
  'Turned by 20°': '20° 回転',
  'Strokes 2 pixels wider': '線を 2 画素太く',
  'Strokes 2 pixels thinner': '線を 2 画素細く',
  'Black or white only': '白と黒だけ',
  'Ink and paper changed over': 'インクと紙を反転',
};
