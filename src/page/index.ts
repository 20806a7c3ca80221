/**
 * The web page that networks are exported into: a sheet to draw on, pictures to open, and what each network says. Everything is
 * computed in the page; nothing is fetched.
 */
import './jitless';

import { naiveSteps } from '@shared/data/digits/steps';
import { isForInk } from '@shared/data/recipe';
import { isAsMnist, seenBy } from '@shared/data/sheet-input';
import { KasaneError } from '@shared/kasane-error';
import { type Phrase, phrase } from '@shared/phrase';
import { createAnswers, percent } from './answers';
import { element } from './element';
import { networksOf } from './networks';
import { createPad } from './pad';
import { decode } from './pictures';
import { createSheet } from './sheet';
import { createSteps } from './steps';
import { createView } from './views';
import { usualLanguage, words } from './words';
import './page.css';

const networks = networksOf(document);
const [first] = networks;
if (!first) throw new Error('the page holds no network');
start(first);

function start({ form, classes: names }: (typeof networks)[number]): void {
  let language = usualLanguage();
  let isDue = false;
  let problem: Phrase | null = null;
  const sheet = createSheet(due);
  const { pad, paint, lift } = createPad(sheet);
  const answers = createAnswers(networks);
  const steps = createSteps(due);
  const [naive, seen] = [createView('naive'), createView('seen')];

  const languageButton = element('button', { type: 'button', id: 'language' });
  const themeButton = element('button', { type: 'button', id: 'theme' }, '◐');
  const undoButton = element('button', { type: 'button', id: 'undo' });
  const clearButton = element('button', { type: 'button', id: 'clear' });
  const file = element('input', { type: 'file', accept: 'image/png,image/jpeg,image/webp,image/bmp,image/gif', hidden: '', id: 'file' });
  const openButton = element('button', { type: 'button', id: 'open' });
  const trouble = element('p', { class: 'trouble', role: 'alert' });
  const question = element('h2');
  const made = element('footer');

  document
    .getElementById('page')
    ?.replaceChildren(
      element('header', {}, element('h1', {}, document.title), element('div', { class: 'choices' }, languageButton, themeButton)),
      element(
        'main',
        {},
        element('div', { class: 'drawing' }, pad, element('div', { class: 'tools' }, undoButton, clearButton, openButton, file), trouble),
        element('div', { class: 'answering' }, question, element('div', { class: 'networks' }, ...answers.columns), answers.spoken),
        element(
          'div',
          { class: 'views' },
          ...(isAsMnist(form) ? [naive.figure] : []),
          seen.figure,
          ...(isAsMnist(form) ? [steps.panel] : []),
        ),
      ),
      made,
    );

  languageButton.addEventListener('click', () => {
    language = language === 'en' ? 'ja' : 'en';
    speak();
  });
  themeButton.addEventListener('click', () => {
    const isDark =
      getComputedStyle(document.documentElement).colorScheme === 'dark' ||
      (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.theme = isDark ? 'light' : 'dark';
  });
  undoButton.addEventListener('click', undo);
  clearButton.addEventListener('click', clear);
  openButton.addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    file.value = '';
    if (chosen) open(chosen);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') clear();
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    undo();
  });
  document.addEventListener('paste', ({ clipboardData }) => open([...(clipboardData?.files ?? [])][0]));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    open([...(event.dataTransfer?.files ?? [])][0]);
  });
  speak();

  function clear(): void {
    sheet.clear();
    lift();
  }

  function undo(): void {
    sheet.undo();
    lift();
  }

  async function open(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    try {
      const photo = await decode(chosen);
      problem = null;
      sheet.open(photo);
    } catch (error) {
      problem = error instanceof KasaneError ? error.phrase : phrase`${chosen.name}: ${String(error)}`;
      due();
    }
  }

  /** Once a frame, however many moves the pen makes. */
  function due(): void {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      show();
    });
  }

  function speak(): void {
    const texts = words[language];
    document.documentElement.lang = language;
    languageButton.textContent = texts.language;
    languageButton.title = texts.languageHint;
    languageButton.lang = language === 'en' ? 'ja' : 'en';
    themeButton.setAttribute('aria-label', texts.theme);
    themeButton.title = texts.theme;
    undoButton.textContent = texts.undo;
    clearButton.textContent = texts.clear;
    openButton.textContent = texts.open;
    question.textContent = texts.answer;
    made.textContent = texts.made;
    naive.caption(texts.naive);
    seen.caption(texts.seen);
    steps.speak(texts);
    answers.name(texts, language);
    show();
  }

  function show(): void {
    const texts = words[language];
    const { current } = sheet;
    const isInk = isForInk(form.recipe);
    paint({ label: texts.pad, hint: isInk ? texts.hint : texts.pictureHint, keys: texts.keys });
    undoButton.disabled = !sheet.canUndo;
    trouble.textContent = problem && words[language].trouble(problem);
    const image = seenBy(form, current, steps.taken);
    seen.show(image, form.input);
    if (isAsMnist(form)) naive.show(seenBy(form, current, naiveSteps), form.input);
    const all = networks.map((network) => {
      const own = JSON.stringify(network.form) === JSON.stringify(form) ? image : seenBy(network.form, current, steps.taken);
      return own && network.answer(own.pixels);
    });
    answers.show(all, language);
    const [probabilities] = all;
    const most = Math.max(...(probabilities ?? [0]));
    const isBlank = current.strokes.length === 0 && current.picture === null;
    answers.say(
      probabilities ? texts.spoken(names[probabilities.indexOf(most)] ?? '', percent(most, language, 0)) : isBlank ? '' : texts.blank,
    );
  }
}
