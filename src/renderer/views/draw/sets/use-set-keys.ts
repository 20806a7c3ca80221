import { useEffect } from 'react';
import { attempt } from '../../../state/operations';
import { classKeys } from '../state/class-keys';
import { saveDrawing, useSets } from '../state/set-store';

const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]';

/** While a set is drawn into, a class's key saves what is drawn under it, and Enter under the next one. */
export function useSetKeys(): void {
  const isOpen = useSets(({ open }) => open !== null);
  useEffect(() => {
    if (!isOpen) return;
    const press = (event: KeyboardEvent) => {
      const { open } = useSets.getState();
      if (!open || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (target.closest(TAKES_KEYS)) return;
      const label = classKeys(open.classes).indexOf(event.key);
      // A button that has the focus is pressed by Enter.
      const isNext = event.key === 'Enter' && !target.closest('button, a, [role=button]');
      if (label < 0 && !isNext) return;
      event.preventDefault();
      void attempt('saveDrawing', async () => void (await saveDrawing(isNext ? null : label)));
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isOpen]);
}
