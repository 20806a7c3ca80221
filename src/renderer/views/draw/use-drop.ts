import { type DragEvent, useState } from 'react';
import { openPictureFile } from './actions';

/** A picture file dropped there is opened; what it lands on elsewhere is none of its business. */
export function useDrop() {
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
      const [file] = event.dataTransfer.files;
      if (file) openPictureFile(file, file.name);
    },
  };
}
