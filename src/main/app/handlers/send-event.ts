import { eventChannel } from '@shared/contracts/channels';
import type { EventName, Events } from '@shared/contracts/requests';
import type { BrowserWindow } from 'electron';

/** Tells the studio of an event of the contract, if its window is there. */
export type SendEvent = <Name extends EventName>(name: Name, content: Events[Name]) => void;

export const createSendEvent =
  (getWindow: () => BrowserWindow | null): SendEvent =>
  (name, content) => {
    const window = getWindow();
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel(name), content);
  };
