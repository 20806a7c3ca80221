/** The steps of the normalisation in Japanese, for the studio and the exported page. */
export const normalisationJa: Readonly<Record<string, string>> = {
  Polarity: '白黒の向き',
  'Ink is bright and paper dark, whatever the picture has': '元の画像によらず、インクを明るく紙を暗くします',
  Crop: '切り抜き',
  'Looks at the box around the ink, not at the whole sheet': '用紙全体ではなく、インクを囲む枠だけを見ます',
  'Fit 20×20': '20×20 に合わせる',
  'Brings the longer side of that box to 20 pixels': '枠の長い方の辺を 20 画素にします',
  'Anti-alias': 'アンチエイリアス',
  'Each pixel is the mean of what lies under it, not just its middle': '各画素を中心の一点ではなく、その下の平均にします',
  'Constant stroke': '線の太さを一定に',
  'Strokes become as wide as MNIST’s, whatever the pen and the size of the digit': 'ペンや大きさによらず、線の太さを MNIST と同じにします',
  'Centre of mass': '重心',
  'Moves the digit so that its ink balances on the middle': 'インクの重心が中央に来るように動かします',
};
