/**
 * Draws on the pad with a pointer that moves at every frame, and measures from each pointer event until its bars stand
 * (the page's own figure), and until the frame after that, in which they are painted. Milliseconds, one for each answer.
 */
export async function latencies(page, moves = 150) {
  const box = await page.getByTestId('pad').boundingBox();
  await page.evaluate(() => {
    const found = { standing: [], painted: [] };
    const latency = document.querySelector('[data-testid=latency]');
    new MutationObserver(() => {
      const standing = Number(latency.dataset.milliseconds);
      const end = performance.now();
      found.standing.push(standing);
      requestAnimationFrame(() => setTimeout(() => found.painted.push(standing + performance.now() - end)));
    }).observe(latency, { attributes: true, attributeFilter: ['data-milliseconds'] });
    window.latencies = found;
  });
  const at = (move) => {
    const angle = move / 12;
    return [box.x + box.width * (0.5 + 0.3 * Math.cos(angle)), box.y + box.height * (0.5 + 0.35 * Math.sin(angle * 0.7))];
  };
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let move = 1; move <= moves; move++) {
    await page.mouse.move(...at(move));
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await page.mouse.up();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  // The first few are of a page that has just opened.
  return page.evaluate(() => ({ standing: window.latencies.standing.slice(5), painted: window.latencies.painted.slice(5) }));
}
