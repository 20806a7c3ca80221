import { type DragEvent, useState } from 'react';

/** Files dropped there are taken; what lands elsewhere is none of its business. */
export function useDrop(take: (files: readonly File[]) => void) {
  const [dropping, setDropping] = useState(false);
  return {
    dropping,
    onDragOver(event: DragEvent) {
      event.preventDefault();
      setDropping(true);
    },
    onDragLeave: () => setDropping(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setDropping(false);
      const files = [...event.dataTransfer.files];
      if (files.length > 0) take(files);
    },
  };
}
