import { ENGLISH_NAMES, type Language } from '@/lib/kernel/language';

/** `parts`, one a paragraph: its heading, and the language of what follows where that is another than the notice's, as of words that somebody wrote themselves. */
type Text = { subject: string; paragraphs: readonly string[]; parts?: readonly { heading: string | null; language: Language | null }[] };

/** A notice as staff read it: in its own language and, where that is not English, in English beside it. */
export function NoticeText({ notice: { language, english, ...text } }: { notice: Text & { language: Language; english: Text | null } }) {
  if (english === null) return <One text={text} language={language} />;
  return (
    <div className="bothtongues">
      <section aria-label={`In ${ENGLISH_NAMES[language]}, as it is sent`}><h4 className="lbl">{ENGLISH_NAMES[language]}, as it is sent</h4><One text={text} language={language} /></section>
      <section aria-label="The same in English"><h4 className="lbl">The same in English</h4><One text={english} language="en" /></section>
    </div>
  );
}

function One({ text: { subject, paragraphs, parts = [] }, language }: { text: Text; language: Language }) {
  return (
    <div className="draft" lang={language === 'en' ? undefined : language}>
      {subject !== '' && <p className="says mb-2"><b className="b">{subject}</b></p>}
      {paragraphs.map((paragraph, index) => <p className="says mb-2 whitespace-pre-line break-words" key={index}><Part text={paragraph} heading={parts[index]?.heading ?? null} language={parts[index]?.language ?? null} /></p>)}
    </div>
  );
}

function Part({ text, heading, language }: { text: string; heading: string | null; language: Language | null }) {
  if (language === null) return text;
  const begins = heading === null ? '' : `${heading}. `;
  return text.startsWith(begins) ? <>{begins}<span lang={language}>{text.slice(begins.length)}</span></> : <span lang={language}>{text}</span>;
}
