/**
 * Buttons that change meaning: the second click of a double click counts for a button only where the first was on the same
 * one and it still says the same. "Stop" stands where "Train" stood a moment before.
 */

export interface Clicked {
  readonly button: unknown;
  /** What it said before it was pressed. */
  readonly name: string;
}

/** Whether a click is meant for what lies under the pointer now; `count` as in UIEvent.detail, 0 from the keyboard. */
export const isMeant = (count: number, now: Clicked, first: Clicked | null): boolean =>
  count < 2 || (first !== null && first.button === now.button && first.name === now.name);

const nameOf = (button: Element) => button.getAttribute('aria-label') ?? button.textContent;

/** Holds back clicks that are not meant, before anything else hears of them. */
export function holdDoubleClicks(target: Window): void {
  let first: Clicked | null = null;
  target.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button, [role=button]') : null;
      const now = { button, name: button ? nameOf(button) : '' };
      if (button && !isMeant(event.detail, now, first)) {
        event.preventDefault();
        event.stopPropagation();
      }
      if (event.detail < 2) first = now;
    },
    true,
  );
}
