/** Outside the page's own code: style, layout, painting and whatever else the browser does. */
const BROWSER = ['(program)', '(garbage collector)'];

/** Main-thread milliseconds that a page spends on something, from a CPU profile: in its own code, and in all. */
export async function busyMilliseconds(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await work();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  let [all, code] = [0, 0];
  profile.samples.forEach((id, index) => {
    const name = names.get(id);
    if (name === '(idle)') return;
    all += profile.timeDeltas[index] / 1000;
    if (!BROWSER.includes(name)) code += profile.timeDeltas[index] / 1000;
  });
  return { all, code };
}
