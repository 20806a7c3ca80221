/** Work that may not overlap, such as changes of one file. */

export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Does one work after another in the order of the calls, whatever became of the ones before. */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const own = last.then(work, work);
    last = own;
    return own;
  };
}
