import { ENGLISH_NAMES, type Language } from '@/lib/kernel/language';

type Text = { subject: string; paragraphs: readonly string[] };

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

function One({ text: { subject, paragraphs }, language }: { text: Text; language: Language }) {
  return (
    <div className="draft" lang={language === 'en' ? undefined : language}>
      {subject !== '' && <p className="says mb-2"><b className="b">{subject}</b></p>}
      {paragraphs.map((paragraph, index) => <p className="says mb-2 whitespace-pre-line break-words" key={index}>{paragraph}</p>)}
    </div>
  );
}
