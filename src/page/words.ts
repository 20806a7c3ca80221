import { normalisationJa } from '@browser/normalisation-ja';
import { picturesJa } from '@browser/pictures-ja';
import { type Phrase, say } from '@shared/phrase';

/** The words of the page, in the reader's language. */
const en = {
  language: '日本語',
  languageHint: 'Show this page in Japanese',
  theme: 'Light or dark',
  pad: 'Sheet to draw on',
  keys: 'Arrow keys move the pen, with shift by small steps; space puts it down and lifts it. Escape clears the sheet.',
  hint: 'Draw here, or drop a picture',
  pictureHint: 'Open, paste or drop a picture',
  undo: 'Undo',
  clear: 'Clear',
  open: 'Open a picture…',
  answer: 'What is it?',
  naive: 'As drawn, shrunk',
  seen: 'What the network sees',
  read: (percent: string) => `It reads ${percent} of its test images right.`,
  half: 'Parameters are rounded to float16.',
  spoken: (name: string, percent: string) => `Predicted as ${name}, ${percent}`,
  blank: 'No ink was found.',
  steps: 'Normalisation, step by step',
  step: (english: string) => english,
  trouble: (phrase: Phrase) => say(phrase),
  made: 'Made with Kasane. Nothing that is drawn or opened here leaves this page.',
};

const ja: typeof en = {
  language: 'English',
  languageHint: 'このページを英語で表示',
  theme: '明るい配色と暗い配色の切り替え',
  pad: '描く用紙',
  keys: '矢印キーでペンが動き、Shift を押すと細かく動きます。スペースキーでペンを下ろし、また上げます。Escape で消去します。',
  hint: 'ここに描くか、画像をドロップしてください',
  pictureHint: '画像を開くか、貼り付けるか、ドロップしてください',
  undo: '元に戻す',
  clear: '消去',
  open: '画像を開く…',
  answer: 'これは何？',
  naive: 'そのまま縮小',
  seen: 'ネットワークへの入力',
  read: (percent) => `テスト画像の正解率は ${percent} です。`,
  half: 'パラメータは float16 に丸めてあります。',
  spoken: (name, percent) => `${name} と予測（${percent}）`,
  blank: 'インクが見つかりません。',
  steps: '正規化の各段階',
  step: (english) => normalisationJa[english] ?? english,
  trouble: (phrase) => say(phrase, (english) => picturesJa[english] ?? english),
  made: 'Kasane で作成しました。描いたものも開いた画像も、このページの外へは送られません。',
};

export type Words = typeof en;
export type Language = 'en' | 'ja';
export const words: Readonly<Record<Language, Words>> = { en, ja };
export const usualLanguage = (): Language => (navigator.language.startsWith('ja') ? 'ja' : 'en');
