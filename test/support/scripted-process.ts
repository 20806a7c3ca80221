/** A process that a test plays: what it is asked is written down, what it answers is said by hand. */
import type { FromChild, ToChild } from '@shared/contracts/channel';
import type { Launch } from '../../src/main/processes/child';

type Request = Extract<ToChild, { type: 'request' }>;

export interface PlayedProcess {
  /** Messages to it, in order. */
  readonly heard: ToChild[];
  /** The newest request of that name. Throws where there was none. */
  request(name: string): Request;
  says(message: FromChild): void;
  exits(code: number | null): void;
  isKilled(): boolean;
}

export interface PlayedProcesses {
  readonly launch: Launch;
  /** In the order in which they were started. */
  readonly started: PlayedProcess[];
  /** The newest one. Throws where there is none. */
  newest(): PlayedProcess;
}

export function playedProcesses(): PlayedProcesses {
  const started: PlayedProcess[] = [];
  const launch: Launch = (_, { onMessage, onExit }) => {
    const heard: ToChild[] = [];
    let killed = false;
    started.push({
      heard,
      request(name) {
        const found = heard.findLast((message): message is Request => message.type === 'request' && message.name === name);
        if (!found) throw new Error(`"${name}" was not asked`);
        return found;
      },
      says: onMessage,
      exits: onExit,
      isKilled: () => killed,
    });
    return {
      pid: started.length,
      post: (message) => void heard.push(message),
      kill: () => {
        killed = true;
      },
    };
  };
  return {
    launch,
    started,
    newest() {
      const last = started.at(-1);
      if (!last) throw new Error('no process was started');
      return last;
    },
  };
}
