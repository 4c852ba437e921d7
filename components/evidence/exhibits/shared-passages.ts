export type Part = { text: string; shared: boolean };

/** A text cut at the passages it shares with another. Longer passages first; case and runs of space do not matter. */
export function partsOf(text: string, passages: readonly string[]): Part[] {
  const marked = Array.from({ length: text.length }, () => false);
  for (const passage of [...passages].sort((a, b) => b.length - a.length)) {
    const words = passage.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (words[0] === '') continue;
    for (const match of text.matchAll(new RegExp(words.join('[^\\p{L}\\p{N}]+'), 'giu'))) marked.fill(true, match.index, match.index + match[0].length);
  }
  const parts: Part[] = [];
  for (let i = 0; i < text.length; i++) {
    const last = parts.at(-1);
    const shared = marked[i] ?? false;
    if (last !== undefined && last.shared === shared) last.text += text[i];
    else parts.push({ text: text[i] ?? '', shared });
  }
  return parts;
}
