/** Words of the Code tab. */
export const codeEn = {
  framework: 'Framework',
  whole: 'Whole file',
  copy: 'Copy',
  copied: 'Copied',
  unsound: 'The code appears once the layers fit each other; what is wrong is marked in the stack.',
  exported: 'Export a trained run to get it with its parameters and a program that evaluates it.',
};

export const codeJa: typeof codeEn = {
  framework: 'フレームワーク',
  whole: '全体',
  copy: 'コピー',
  copied: 'コピーしました',
  unsound: '層どうしが合うとコードが表示されます。問題のある箇所はスタックに示してあります。',
  exported: '学習済みの実行を書き出すと、パラメータと評価プログラムも付いてきます。',
};
