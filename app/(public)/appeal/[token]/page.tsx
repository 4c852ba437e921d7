import type { Metadata } from 'next';
import { AnswerForm, SentWords } from '@/components/appeal/answer-form';
import { AppealFrame } from '@/components/appeal/frame';
import { Redress, WhereThisStands } from '@/components/appeal/stands';
import { Statement, Words } from '@/components/appeal/statement';
import { Door } from '@/components/shell/door';
import { Icon } from '@/components/ui/icon';
import { MOST_CHARACTERS } from '@/lib/appeals/answer';
import { PAGE_WORDS } from '@/lib/appeals/languages/index';
import { languageNamed } from '@/lib/kernel/language';
import { foundOrAway } from '../found';
import { arrived, wrongIn } from './came-back';

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const chosen = languageNamed((await searchParams).language);
  const page = await foundOrAway((await params).token, chosen);
  const title = page === 'away' ? PAGE_WORDS[chosen ?? 'en'].away.title : `${page.headline.words} · ${page.platform}`;
  return { title: { absolute: title }, robots: { index: false, follow: false }, referrer: 'same-origin' };
}

/** The account holder's own page. Without script it is whole: its forms are posted, and lead back here. */
export default async function HolderPageView({ params, searchParams }: Props) {
  const { token } = await params;
  const { sent, wrong, language: asked } = await searchParams;
  const chosen = languageNamed(asked);
  const page = await foundOrAway(token, chosen);
  if (page === 'away') {
    const { title, lead } = PAGE_WORDS[chosen ?? 'en'].away;
    return <Door title={title} lead={lead} />;
  }
  const { language } = page;
  const path = `/appeal/${encodeURIComponent(token)}`;
  const form = { language, action: `${path}/answer${chosen === null ? '' : `?language=${chosen}`}`, most: MOST_CHARACTERS, mostWords: page.most };
  // An address may be kept: once there is an outcome, that an appeal has arrived is old.
  const came = page.outcome === null || sent !== 'appeal' ? arrived(sent, language) : null;
  const appeal = <AnswerForm {...form} kind="appeal" hidden={{ kind: 'appeal', language }} facts={[]} routes={[]} wrong={wrongIn('appeal', wrong, language)} />;
  return (
    <AppealFrame language={language} platform={page.platform} path={path} skipTo={page.answerForm !== null ? '#answer' : page.appealForm ? '#appeal' : null} aside={<>
      <WhereThisStands language={language} steps={page.steps} mayBeWrong={page.mayBeWrong} />
      <Redress language={language} contact={page.contact} bodies={page.isPutRight ? null : BODIES} />
    </>}>
      {came !== null && <p className="notice" role="status" id="came" tabIndex={-1}><Icon name="circle-check" /><span>{came}</span></p>}
      <Statement language={language} reference={page.reference} headline={page.headline} lead={page.lead} answerBy={page.answerBy} terms={page.terms} saw={page.saw} inFavour={page.inFavour} questions={page.questions}>
        {page.outcome !== null && <section aria-labelledby="outcome"><h2 id="outcome">{page.outcome.title}</h2><p className="ref">{page.outcome.heardBy}</p><p className="quote"><Words {...page.outcome.reasons} note={page.outcome.note} /></p></section>}
      </Statement>
      {page.sent.map((one, index) => <SentWords key={index} title={one.title} at={one.at} chosen={one.chosen} text={one.text} files={{ title: PAGE_WORDS[language].files.sent, words: one.files }} />)}
      {page.answerForm !== null && <AnswerForm {...form} kind="answer" hidden={{ kind: 'answer', language, offered: page.answerForm.routes.map(({ id }) => id).join(' ') }} facts={page.answerForm.facts} routes={page.answerForm.routes} wrong={wrongIn('answer', wrong, language, page.answerForm.routes.length > 0)} />}
      {page.appealForm && (page.answerForm === null ? appeal : <details className="mt-5" open={wrong === 'appeal'}><summary className="btn">{PAGE_WORDS[language].form.against}</summary>{appeal}</details>)}
    </AppealFrame>
  );
}

/** The European Commission's list of certified bodies (Regulation (EU) 2022/2065, Article 21). A link that the reader may follow; nothing is fetched. */
const BODIES = 'https://digital-strategy.ec.europa.eu/en/policies/dsa-out-of-court-dispute-settlement';
