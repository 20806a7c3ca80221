/** What people read goes to stderr while it happens and to stdout when it is a result; JSON is always the last line of stdout. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const printJson = (value: unknown) => print(JSON.stringify(value));

export const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** Columns of a terminal that a text takes: East Asian letters and pictures take two, marks on others none. */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\p{Mn}\u200d\ufe0f]/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1), 0);

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303f\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;

export const padEnd = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
export const padStart = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
