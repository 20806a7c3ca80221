/** What each network says of the sheet: a bar for each class. */
import { element } from './element';
import type { AnsweringNetwork } from './networks';
import type { Language, Words } from './words';

/** Of many classes those with the highest probabilities are shown first; no more have bars of their own. */
const MOST_BARS = 30;

interface Bar {
  readonly row: HTMLLIElement;
  readonly fill: HTMLElement;
  readonly share: HTMLElement;
}

export const percent = (share: number, language: Language, digits = 1) =>
  new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);

export function createAnswers(networks: readonly AnsweringNetwork[]) {
  const columns = networks.map((network) => {
    const bars = network.classes.map((name): Bar => {
      const fill = element('span', { class: 'fill', 'aria-hidden': 'true' });
      const share = element('span', { class: 'share' });
      const row = element('li', { 'data-class': name, 'data-probability': '' }, element('span', { class: 'name' }, name), fill, share);
      return { row, fill, share };
    });
    const about = element('p', { class: 'about' });
    const list = element('ol', { class: 'bars', 'aria-label': network.name }, ...bars.map(({ row }) => row));
    const column = element('section', { class: 'network' }, element('h3', {}, network.name), about, list);
    return { network, bars, about, list, column };
  });
  const spoken = element('p', { class: 'spoken', role: 'status', 'aria-live': 'polite' });

  return {
    columns: columns.map(({ column }) => column),
    spoken,
    name(words: Words, language: Language) {
      for (const { network, about } of columns) {
        const { testAccuracy, precision } = network;
        const read = testAccuracy === null ? '' : words.read(percent(testAccuracy, language, 2));
        about.textContent = `${read} ${precision === 'float16' ? words.half : ''}`.trim();
      }
    },
    /** Null where a network has nothing to look at. */
    show(all: readonly (readonly number[] | null)[], language: Language) {
      for (const [index, { bars, list }] of columns.entries()) {
        const probabilities = all[index] ?? null;
        const most = Math.max(...(probabilities ?? [0]));
        const ranked = probabilities ? [...probabilities].sort((a, b) => b - a) : [];
        const least = ranked[MOST_BARS - 1] ?? 0;
        for (const [place, { row, fill, share }] of bars.entries()) {
          const probability = probabilities?.[place];
          row.dataset.probability = probability === undefined ? '' : String(probability);
          row.toggleAttribute('data-best', probability !== undefined && probability === most);
          row.hidden = bars.length > MOST_BARS && (probability === undefined ? place >= MOST_BARS : probability < least);
          // Of many the most probable ones first.
          row.style.order = bars.length > MOST_BARS && probability !== undefined ? String(ranked.indexOf(probability)) : '';
          fill.style.inlineSize = `${100 * (probability ?? 0)}%`;
          share.textContent = probability === undefined ? '' : percent(probability, language);
        }
        list.toggleAttribute('data-empty', probabilities === null);
      }
    },
    say(text: string) {
      if (spoken.textContent !== text) spoken.textContent = text;
    },
  };
}
