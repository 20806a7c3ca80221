/** The inspector process as main knows it: started when it is first needed, and again after a crash. */
import type { InspectorApi } from '@shared/contracts/processes';
import { type Child, type Launch, type RequestOptions, startChild } from '../processes/child';

export interface Inspector {
  /** Rejects with the error of the other side, Cancelled or ProcessExit. */
  request<Name extends keyof InspectorApi>(
    name: Name,
    input: InspectorApi[Name]['input'],
    options?: RequestOptions<InspectorApi[Name]['progress']>,
  ): Promise<InspectorApi[Name]['answer']>;
  kill(): void;
}

export function createInspector(launch: Launch): Inspector {
  let child: Child<InspectorApi> | null = null;

  function started(): Child<InspectorApi> {
    if (child) return child;
    const own = startChild(launch, 'inspector', () => {
      if (child === own) child = null;
    });
    child = own;
    return own;
  }

  return {
    request: (name, input, options) => started().request(name, input, options),
    kill: () => child?.kill(),
  };
}
