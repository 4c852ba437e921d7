/** A stroke drawn from the letters of a name: the same name always signs the same. It is a picture of a commitment, not a likeness of a hand. */
export function signaturePath(name: string): string {
  const letters = [...name.normalize('NFKD').toLowerCase()].filter((letter) => /\p{L}/u.test(letter)).slice(0, 9);
  const step = 126 / Math.max(3, letters.length);
  let d = 'M8 33';
  letters.forEach((letter, index) => {
    const code = letter.codePointAt(0) ?? 97;
    const tall = 'bdfhklt'.includes(letter) || index === 0;
    const low = 'gjpqy'.includes(letter);
    const x = 8 + index * step;
    const top = tall ? 4 + (code % 5) : 16 + (code % 6);
    const foot = low ? 42 : 31 + (code % 4);
    d += `C${point(x + step * 0.15, foot)} ${point(x + step * 0.4, top)} ${point(x + step * 0.6, top)}`;
    d += `S${point(x + step * 0.55, foot)} ${point(x + step, 30 + (code % 5))}`;
  });
  return `${d}q12 4 ${10 + (letters.length % 4) * 2} -3`;
}

const point = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

export function Signature({ name }: { name: string }) {
  return <svg viewBox="0 0 150 44" aria-hidden="true" focusable="false"><path d={signaturePath(name)} fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" /></svg>;
}
