import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AnswerForm, SentWords } from '@/components/appeal/answer-form';
import { AppealFrame } from '@/components/appeal/frame';
import { Redress, WhereThisStands } from '@/components/appeal/stands';
import { Statement } from '@/components/appeal/statement';
import { Icon } from '@/components/ui/icon';
import { holderBehind } from '@/lib/appeals/adapters/holder';
import { MOST_CHARACTERS } from '@/lib/appeals/answer';
import { holderPage, type HolderPage } from '@/lib/appeals/queries/holder-page';
import { SENT, wrongIn } from './came-back';

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Nothing is told apart: an address that was never ours and one that is gone look the same. */
const found = cache(async (token: string): Promise<HolderPage> => {
  const holder = await holderBehind(token);
  const page = holder === null ? null : await holderPage(holder, {});
  return page?.ok ? page.value : notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { headline, platform } = await found((await params).token);
  return { title: { absolute: `${headline} · ${platform}` }, robots: { index: false, follow: false }, referrer: 'same-origin' };
}

/** The account holder's own page. Without script it is whole: its forms are posted, and lead back here. */
export default async function HolderPageView({ params, searchParams }: Props) {
  const { token } = await params;
  const page = await found(token);
  const { sent, wrong } = await searchParams;
  const action = `/appeal/${encodeURIComponent(token)}/answer`;
  const appeal = <AnswerForm kind="appeal" action={action} hidden={{ kind: 'appeal' }} facts={[]} routes={[]} most={MOST_CHARACTERS} wrong={wrongIn('appeal', wrong)} />;
  return (
    <AppealFrame platform={page.platform} skipTo={page.answerForm !== null ? '#answer' : page.appealForm ? '#appeal' : null} aside={<>
      <WhereThisStands steps={page.steps} />
      <Redress contact={page.contact} courts="You can also go to a certified out-of-court dispute settlement body, or to a court. It does not cost you your appeal here." bodies={{ words: 'Bodies you can choose', href: BODIES }} help={null} />
    </>}>
      {(sent === 'answer' || sent === 'appeal') && <p className="notice" role="status"><Icon name="circle-check" /><span>{SENT[sent]}</span></p>}
      <Statement decision={page.decision} date={page.date} headline={page.headline} lead={page.lead} answerBy={page.answerBy} terms={page.terms} saw={page.saw} inFavour={page.inFavour} questions={page.questions} />
      {page.outcome !== null && <section aria-labelledby="outcome"><h2 id="outcome">{page.outcome.title}</h2><p className="ref">Heard by {page.outcome.heardBy}, who had no part in the decision</p><p className="quote">{page.outcome.reasons}</p></section>}
      {page.sent.map((one) => <SentWords key={`${one.title} ${one.at} ${one.text}`} title={one.title} at={one.at} chosen={one.chosen} text={one.text} />)}
      {page.answerForm !== null && <AnswerForm kind="answer" action={action} hidden={{ kind: 'answer' }} facts={page.answerForm.facts} routes={page.answerForm.routes} most={MOST_CHARACTERS} wrong={wrongIn('answer', wrong)} />}
      {page.appealForm && (page.answerForm === null ? appeal : <details className="mt-5" open={wrong === 'appeal'}><summary className="btn">Appeal against being asked</summary>{appeal}</details>)}
    </AppealFrame>
  );
}

/** The European Commission's list of certified bodies (Regulation (EU) 2022/2065, Article 21). A link that the reader may follow; nothing is fetched. */
const BODIES = 'https://digital-strategy.ec.europa.eu/en/policies/dsa-out-of-court-dispute-settlement';
