import localFont from 'next/font/local';

// Asked for in the head of every page, and not once its text has been laid out. Until they are there, letters of the system take as much room
// as theirs will ("sans Fallback", "serif Fallback", made by Next after these names), so that no line breaks elsewhere. What other languages
// need besides is in tokens.css.
export const sans = localFont({ src: '../public/fonts/inter.woff2', weight: '100 900', display: 'swap', adjustFontFallback: 'Arial', declarations: [{ prop: 'font-family', value: "'Inter'" }] });
export const serif = localFont({ src: '../public/fonts/source-serif-4.woff2', weight: '200 900', display: 'swap', adjustFontFallback: 'Times New Roman', declarations: [{ prop: 'font-family', value: "'Source Serif 4'" }] });
export const mono = localFont({ src: '../public/fonts/jetbrains-mono.woff2', weight: '100 800', display: 'swap', adjustFontFallback: false, declarations: [{ prop: 'font-family', value: "'JetBrains Mono'" }] });
