/** What is wrong with a picture, in Japanese, for the studio and the exported page. */
export const picturesJa: Readonly<Record<string, string>> = {
  '{0}×{1}: a side may have {2} pixels at most; make it smaller': '{0}×{1}：一辺は {2} 画素までです。小さくしてください',
  'is no picture that can be opened here; open PNG, JPEG, WebP, BMP or GIF':
    'ここで開ける画像ではありません。PNG、JPEG、WebP、BMP、GIF を開いてください',
  'is no PNG file': 'PNG ファイルではありません',
  'is damaged ({0})': '壊れています（{0}）',
  '{0}×{1} pixels are too many; make it smaller, {2} megapixels at most':
    '{0}×{1} 画素は多すぎます。{2} メガピクセル以下に縮小してください',
  'it is cut short': '途中で切れています',
  'the checksum of {0} is wrong': '{0} のチェックサムが合いません',
  'it has not one header, at its beginning': '先頭にヘッダーがありません',
  '{0} bytes of pixels, expected {1}': '画素が {0} バイトあります。{1} バイトのはずです',
};
